"""Run a reader of hostile files in a child process with little memory and little time."""

import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from tracker.sources.limits import JAIL_WALL_SECONDS, MAX_LINE_CHARS

_ROOT = Path(__file__).resolve().parents[2]
_CHUNK = 256 * 1024


class JailDied(Exception):
    """The child was stopped, or fell, before it was done."""


def jailed(module: str, arguments: Sequence[str], *, descriptor: int) -> Iterator[dict[str, Any]]:
    """Yield the JSON objects that a module writes, one per line, reading the file on its stdin.

    The child gets no environment of ours, so no secret, and says what it has to say on stdout
    only. It has to end with the object `{"end": true}`, which is not handed on.

    Raises:
        JailDied: when it ends otherwise, or keeps silent for too long.
    """
    command = [sys.executable, "-B", "-P", "-m", module, *arguments]
    with subprocess.Popen(
        command,
        stdin=descriptor,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": str(_ROOT), "PATH": os.defpath, "LC_ALL": "C.UTF-8"},
        cwd="/",
    ) as child:
        try:
            if child.stdout is None:
                raise JailDied
            for line in _lines(child.stdout):
                found = json.loads(line)
                if found.get("end"):
                    return
                yield found
            raise JailDied
        finally:
            child.kill()


def _lines(pipe: IO[bytes]) -> Iterator[bytes]:
    """Yield whole lines, each awaited for a limited time; a part of a line is dropped."""
    buffer = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        deadline = time.monotonic() + JAIL_WALL_SECONDS
        while chunk := _chunk(pipe, selector, deadline):
            buffer += chunk
            *lines, rest = bytes(buffer).split(b"\n") if b"\n" in chunk else [bytes(buffer)]
            buffer = bytearray(rest)
            yield from lines
            if lines:
                deadline = time.monotonic() + JAIL_WALL_SECONDS
            if len(buffer) > 8 * MAX_LINE_CHARS:
                raise JailDied


def _chunk(pipe: IO[bytes], selector: selectors.BaseSelector, deadline: float) -> bytes:
    if not selector.select(max(0.0, deadline - time.monotonic())):
        raise JailDied
    return os.read(pipe.fileno(), _CHUNK)
