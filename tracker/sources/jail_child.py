"""The child's side of the jail: its limits, and what it says."""

import json
import resource
import sys

from tracker.sources.limits import JAIL_CPU_SECONDS, JAIL_MEMORY_BYTES


def enter_jail() -> None:
    """Give up memory beyond the limit, new processes' files and core dumps, for good."""
    resource.setrlimit(resource.RLIMIT_AS, (JAIL_MEMORY_BYTES, JAIL_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def grant_time() -> None:
    """Allow the next piece of work its seconds of processor time; the kernel ends it after."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (used + JAIL_CPU_SECONDS, hard))


def say(found: dict[str, object]) -> None:
    """Write one object; half characters are escaped, so that it can always be written."""
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


def done() -> None:
    """Say that everything was read."""
    say({"end": True})
