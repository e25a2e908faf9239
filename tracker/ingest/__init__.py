"""From a file to stored requests: idempotent, with every refused row kept and explained."""

from tracker.ingest.batch import ingest_files
from tracker.ingest.file import ingest_file
from tracker.ingest.folder import SourceFile, files_by_body, files_in
from tracker.ingest.report import FileReport

__all__ = ["FileReport", "SourceFile", "files_by_body", "files_in", "ingest_file", "ingest_files"]
