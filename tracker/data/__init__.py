"""Reference data that ships, as files that a coordinator can read."""
