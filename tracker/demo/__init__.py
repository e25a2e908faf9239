"""A story with invented requests to real bodies, taken in and matched like any other data."""
