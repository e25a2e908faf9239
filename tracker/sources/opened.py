"""A file opened for reading, unpacked if it was gzipped, and held to the size limit."""

import gzip
import os
import tempfile
import weakref
import zlib
from io import BufferedReader
from pathlib import Path
from typing import IO

from tracker.sources.incoming import UnreadableFile
from tracker.sources.limits import MAX_FILE_BYTES

HEAD_BYTES = 64 * 1024
_CHUNK = 1024 * 1024
_GZIP = b"\x1f\x8b"


class Opened:
    """Hold one source file open; it is closed, and what was unpacked vanishes, with this object.

    `name` has no `.gz`; `descriptor` can be given to a child process; `head` is the first 64 KiB.
    """

    def __init__(self, name: str, descriptor: int) -> None:
        self.name = name
        self.descriptor = descriptor
        weakref.finalize(self, os.close, descriptor)
        self.size = os.fstat(descriptor).st_size
        with self.reader() as file:
            self.head = file.read(HEAD_BYTES)

    def reader(self) -> BufferedReader:
        """Open the file from its beginning; closing the reader leaves the file open.

        Readers share one position: use one at a time.
        """
        self.rewind()
        return open(self.descriptor, "rb", closefd=False)

    def rewind(self) -> None:
        """Go back to the beginning, for whoever reads the descriptor itself."""
        os.lseek(self.descriptor, 0, os.SEEK_SET)

    @property
    def suffix(self) -> str:
        """Return the last suffix in lower case, with its dot."""
        return Path(self.name).suffix.lower()


def open_source(path: Path) -> Opened:
    """Open a file, unpacking gzip.

    Raises:
        UnreadableFile: when it is no regular file, cannot be read, is empty or too large.
    """
    if not path.is_file():
        raise UnreadableFile("not-a-file", "There is no regular file at this path.")
    try:
        with path.open("rb") as file:
            return _checked(path.name, file)
    except OSError as error:
        raise UnreadableFile(
            "not-a-file", f"The file cannot be read: {error.strerror or 'input error'}."
        ) from error


def _checked(name: str, file: BufferedReader) -> Opened:
    size = os.fstat(file.fileno()).st_size
    if size > MAX_FILE_BYTES:
        raise UnreadableFile("too-large", _too_large("The file is"))
    if file.peek(2)[:2] == _GZIP:
        with tempfile.TemporaryFile() as unpacked:
            _unpack(file, unpacked)
            opened = Opened(name.removesuffix(".gz"), os.dup(unpacked.fileno()))
    else:
        opened = Opened(name, os.dup(file.fileno()))
    if opened.size == 0 or (
        opened.size <= HEAD_BYTES and not opened.head.strip(b" \t\r\n\xef\xbb\xbf")
    ):
        raise UnreadableFile("empty-file", "The file holds nothing.")
    return opened


def _unpack(packed: BufferedReader, unpacked: IO[bytes]) -> None:
    """Write the content of a gzip file, as far as the limit allows."""
    total = 0
    try:
        with gzip.GzipFile(fileobj=packed) as stream:
            while chunk := stream.read(_CHUNK):
                total += len(chunk)
                if total > MAX_FILE_BYTES:
                    raise UnreadableFile("bomb", _too_large("Unpacked, the file is"))
                unpacked.write(chunk)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise UnreadableFile("broken-archive", "The gzip file is damaged or cut short.") from error
    unpacked.flush()


def _too_large(beginning: str) -> str:
    return f"{beginning} larger than {MAX_FILE_BYTES // 1024 // 1024} MB; split it."
