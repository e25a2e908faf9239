"""Print the parts of a score, in the same way wherever a score is explained."""

import click

from tracker.matching.features import READ

WEIGHS = 0.05
"""Points from which a part of a score is worth a line."""


def print_part(name: str, points: float, label: str, words: str) -> None:
    """Print a part that weighs; of reading side by side also why it does not."""
    if abs(points) >= WEIGHS or (name == READ and words):
        click.echo(f"      {in_words(points, label, words)}")


def in_words(points: float, label: str, words: str) -> str:
    """Write a part of a score: its points, what was looked at, what was found."""
    return f"{points:+.2f}  {label}{f' ({words})' if words else ''}"
