"""Where requests come from: one reader for each format, each yielding the same records."""

from tracker.sources.incoming import OUTCOMES, Incoming, Reading, Rejected, UnreadableFile
from tracker.sources.profiles import shipped_profiles
from tracker.sources.reading import FORMATS, read_file

__all__ = [
    "FORMATS",
    "OUTCOMES",
    "Incoming",
    "Reading",
    "Rejected",
    "UnreadableFile",
    "read_file",
    "shipped_profiles",
]
