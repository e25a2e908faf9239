"""The peers: other people's ways to find copies, each run as its makers meant it."""
