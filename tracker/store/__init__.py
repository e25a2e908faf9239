"""The ground floor: tables, the engine beneath them, and read-side queries."""
