"""Print the advice on a campaign: its versions, and what became of each at the units."""

from collections.abc import Iterable

import click

from tracker.campaigns.advice_shown import AdviceOfCampaign, AdviceVersion, AdvisedUnit
from tracker.campaigns.advice_words import ALWAYS

_SAYS = {"adopt": "adopts it", "vary": "varies it", "decline": "declines it"}


def print_advice(found: AdviceOfCampaign) -> None:
    """Print every version, the newest first."""
    if not found.versions:
        click.echo(f"No advice was issued on C-{found.campaign}.")
    for version in found.versions:
        _print_version(version)
    if found.without_foisa_line:
        named = ", ".join(found.without_foisa_line)
        click.echo(f"\nThe version in force has no line for bodies under FOISA: {named}.")
    for number in found.merged:
        click.echo(f"\nC-{number} went over into this campaign and has advice of its own.")
    if found.versions:
        click.echo()
        print_always()


def print_always() -> None:
    """Print the words that always go with advice."""
    for sentence in ALWAYS:
        click.echo(sentence)


def _print_version(version: AdviceVersion) -> None:
    status = "in force" if version.status == "issued" else version.status
    click.echo(
        f"\nVersion {version.version}, {status}: {version.author}, "
        f"{version.issued_at:%Y-%m-%d %H:%M} UTC"
    )
    if version.withdrawn_at is not None:
        why = _one_line(version.withdrawn_reason or "")
        click.echo(f"  Withdrawn by {version.withdrawn_by}, {version.withdrawn_at:%Y-%m-%d}: {why}")
    due = " (due now)" if version.review_due else ""
    click.echo(f"  To be reviewed on {version.review_on}{due}")
    _print_text("The line", version.line)
    if version.foisa_line:
        _print_text("The line for bodies under FOISA", version.foisa_line)
    click.echo(f"  Exemptions: {version.exemptions or 'none'}")
    _print_factors("For disclosure", version.factors_for)
    _print_factors("Against disclosure", version.factors_against)
    if version.already_public:
        _print_text("Already public", version.already_public)
    if version.units:
        click.echo("  The units:")
    for unit in version.units:
        _print_unit(unit)


def _print_text(label: str, text: str) -> None:
    click.echo(f"  {label}:")
    for line in text.splitlines():
        click.echo(f"    {line}".rstrip())


def _print_factors(label: str, factors: Iterable[str]) -> None:
    click.echo(f"  {label}:")
    for factor in factors:
        click.echo(f"    - {_one_line(factor)}")


def _print_unit(unit: AdvisedUnit) -> None:
    told = "asked" if unit.asked else "not asked"
    if unit.said:
        said = unit.said[0]
        why = f": {_one_line(said.reason)}" if said.reason else ""
        told = f"{_SAYS[said.response]} ({said.by}, {said.at:%Y-%m-%d}){why}"
    elif unit.asked:
        told = "asked, has said nothing"
    click.echo(f"    {unit.slug:<28} {unit.still_open} open  {told}")
    for copy in unit.answered_before:
        click.echo(f"      {copy.body} {copy.reference} was answered before, {copy.responded}")


def _one_line(words: str) -> str:
    return " ".join(words.split())
