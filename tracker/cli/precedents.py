"""Print what earlier and similar campaigns were answered, for disclosure first."""

from collections.abc import Iterable

import click

from tracker.campaigns.precedents import Precedent, Precedents

_ANSWERS_SHOWN = 12
"""Answers of one precedent on a terminal; JSON has them all."""


def print_precedents(found: Precedents) -> None:
    """Print every precedent by the way it points; what there is none of is said too."""
    if not found.every:
        click.echo("\nNo precedent is known: no earlier or closed campaign of its series.")
        return
    _print("Precedents for disclosure", found.disclosed)
    _print("Precedents for withholding", found.withheld)
    if found.mixed:
        _print("Precedents both ways", found.mixed)


def _print(heading: str, precedents: Iterable[Precedent]) -> None:
    found = list(precedents)
    click.echo(f"\n{heading}:{'' if found else ' none'}")
    for each in found:
        outcomes = ", ".join(f"{count} {outcome}" for outcome, count in each.outcomes.items())
        click.echo(f"  {each.code}  {each.title}")
        click.echo(
            f"    {each.relation}; {each.first_received} to {each.last_received}, "
            f"{each.bodies} bodies: {outcomes}"
        )
        for answer in each.answers[:_ANSWERS_SHOWN]:
            day = answer.responded.isoformat() if answer.responded else "no date"
            place = f"  {answer.published_url}" if answer.published_url else ""
            click.echo(
                f"      {answer.body:<28} {answer.reference:<20} {day:<10}  {answer.outcome}{place}"
            )
        if (more := len(each.answers) - _ANSWERS_SHOWN) > 0:
            click.echo(f"      and {more} more; --format json gives all.")
