"""A lock between processes that ends with its holder, however that one dies."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PAUSE_SECONDS = 0.01


class LockHeld(Exception):
    """Another process or thread holds the lock, and went on holding it for all of the wait."""


@contextmanager
def file_lock(path: Path, *, wait_seconds: float = 0.0) -> Iterator[None]:
    """Hold an exclusive `flock` on the file, which stays; raise LockHeld when it is taken.

    The lock belongs to this opening of the file, so it also excludes other threads. The system
    drops it when the process ends, so a killed holder never blocks the next one.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _acquire(descriptor, path, deadline=time.monotonic() + wait_seconds)
        yield
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, path: Path, *, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= deadline:
                raise LockHeld(f"{path.name} is held by another process") from error
            time.sleep(_PAUSE_SECONDS)
        else:
            return
