"""How a run looks on a terminal: bars while it works, plain lines where there is no terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import click
from tqdm import tqdm


class Terminal:
    """Shows bars on a terminal's stderr, else each step's name once; notes go to stdout."""

    def __init__(self) -> None:
        self._named: set[str] = set()

    @contextmanager
    def step(self, name: str) -> Iterator[Callable[[int], None]]:
        """Show a step while it lasts; the function given back moves its bar on."""
        if sys.stderr.isatty():
            with tqdm(desc=name, file=sys.stderr, leave=False) as bar:
                yield partial(_advance, bar)
            return
        if name not in self._named:
            self._named.add(name)
            click.echo(f"{name} ...", err=True)
        yield lambda _done: None

    def note(self, line: str) -> None:
        """Print one line of what happened."""
        click.echo(line)


def _advance(bar: "tqdm[None]", done: int) -> None:
    bar.update(done)
