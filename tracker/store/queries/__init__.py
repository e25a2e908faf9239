"""Read-side statements: each gives frozen rows, and none gives a table object away."""
