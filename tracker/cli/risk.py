"""How the mapping risk of one campaign is printed: band, factors, contradictions, what is next."""

import click

from tracker.campaigns.assessment import Assessment
from tracker.campaigns.risk.contradiction import Inconsistency
from tracker.campaigns.risk.wording import cited, in_words

_NEXT_SHOWN = 16


def print_assessment(found: Assessment) -> None:
    """Print what an outsider could map, in plain words."""
    risk = found.risk
    click.echo(
        f"\nMapping risk: {risk.band}, {risk.score:.1f} of 100 "
        f"(numbers version {risk.version}, answers as of {found.as_of.isoformat()})"
    )
    for factor in risk.factors:
        click.echo(f"  {factor.points:>5.1f}  {factor.why}")
    _print_inconsistencies(found)
    _print_next(found)
    _print_disclosed(found)
    click.echo(
        "Each authority decides for itself. That others were asked is no ground for section 12 "
        "or section 14."
    )


def _print_inconsistencies(found: Assessment) -> None:
    known = "\nInconsistencies, each by its key (see `mosaic campaign explain`):"
    click.echo(known if found.inconsistencies else "\nNo inconsistencies.")
    for each in found.inconsistencies:
        click.echo(f"  {each.key}{' (explained)' if each.explained else ''}: {each.why}")
        _print_sides(each)


def _print_sides(each: Inconsistency) -> None:
    for side in each.sides:
        for said in side.answers:
            day = said.given.isoformat() if said.given else "no date"
            under = cited(said.exemptions)
            click.echo(
                f"    {said.body.slug:<28} {day:<10}  {in_words(said)}"
                f"{f', {under}' if under else ''}"
            )


def _print_next(found: Assessment) -> None:
    if found.next_answers:
        click.echo("\nWhat the next answers would do:")
    for each in found.next_answers[:_NEXT_SHOWN]:
        click.echo(f"  {each.score_change:>+5.1f}  {each.effect}")
    if len(found.next_answers) > _NEXT_SHOWN:
        left = len(found.next_answers) - _NEXT_SHOWN
        click.echo(f"  and {left} more; --format json gives all.")


def _print_disclosed(found: Assessment) -> None:
    click.echo("\nDisclosed or public already:" if found.disclosed else "\nNothing was disclosed.")
    for each in found.disclosed:
        day = each.responded.isoformat() if each.responded else "no date"
        click.echo(
            f"  {each.body:<28} {day:<10}  {each.posture}"
            f"{f'  {each.published_url}' if each.published_url else ''}"
        )
