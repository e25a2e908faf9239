"""Print why the requests of a campaign belong together, and what nearly belongs to them."""

from collections.abc import Iterable

import click

from tracker.campaigns.detail import CampaignDetail
from tracker.campaigns.links import Link, Part
from tracker.campaigns.near_misses import NearMiss
from tracker.campaigns.nearest import Copy, Weakest
from tracker.cli.parts import in_words, print_part

MOST_AGAINST = 3
"""Reasons against that are named for a near miss."""


def print_nearest(copies: Iterable[Copy]) -> None:
    """Print the nearest copy of each question of one request."""
    for copy in copies:
        place = f"{copy.body} {copy.reference}"
        if copy.link is None:
            click.echo(f"      {copy.wording}: the same words as {place}")
        else:
            click.echo(
                f"      {copy.wording}: nearest to {copy.other}, {place}, {_figures(copy.link)}"
            )


def print_wordings(found: CampaignDetail) -> None:
    """Print each wording, and what the rarer ones add to the commonest and leave out of it."""
    for wording in found.wordings.values():
        click.echo(f"\n{wording.key} ({wording.requests} requests): {wording.display}")
        if wording.passages is None:
            continue
        for said, passages in (
            ("adds", wording.passages.adds),
            ("leaves out", wording.passages.leaves_out),
        ):
            if passages:
                quoted = "; ".join(f"\u201c{passage}\u201d" for passage in passages)
                click.echo(f"  Beside {wording.beside} it {said} {quoted}")


def print_links(found: CampaignDetail) -> None:
    """Print the links that hold a campaign together with their parts, and what made them."""
    if found.weakest:
        _print_weakest(found.weakest)
    links = {(c.link.a, c.link.b): c.link for cs in found.nearest.values() for c in cs if c.link}
    links |= {(link.a, link.b): link for link in found.links}
    ordered = sorted(links.values(), key=lambda link: link.score)
    if ordered:
        click.echo("\nThe links, weakest first; points add up to the score's log-odds:")
    for link in ordered:
        click.echo(f"  {link.a} and {link.b}: {_figures(link)}")
        for part in link.parts:
            print_part(part.name, part.points, part.label, part.words)
    click.echo(
        f"\nScored by {_listed(found.versions.scorers)}, with meaning from "
        f"{_listed(found.versions.models)}; texts read by {_listed(found.versions.text_rules)}."
    )


def print_near_misses(found: Iterable[NearMiss]) -> None:
    """Print the requests that nearly belong to a campaign, and what speaks against them."""
    for number, near in enumerate(found):
        if not number:
            click.echo("\nNear misses, the nearest first:")
        click.echo(
            f"  {near.body:<28} {near.reference:<24} {near.link.score:.2f} beside {near.wording}"
            f"{f', in {near.campaign}' if near.campaign else ''}"
        )
        for part in near.link.against[:MOST_AGAINST]:
            click.echo(f"      {_in_words(part)}")
        if near.kept_apart:
            click.echo(
                "      alike enough, but kept apart by the dates, by the rest of its group, or by "
                "people"
            )
        elif not near.link.against:
            click.echo("      nothing speaks against it; what speaks for it is too little")


def _print_weakest(weakest: Weakest) -> None:
    places = " and ".join(f"{m.body} {m.reference}" for m in (weakest.a, weakest.b))
    against = "; ".join(map(_in_words, weakest.link.against[:MOST_AGAINST]))
    click.echo(
        f"\nThe weakest link is between {places}, {_figures(weakest.link)}. "
        f"{f'Against it: {against}.' if against else 'Nothing speaks against it.'}"
    )


def _figures(link: Link) -> str:
    return f"score {link.score:.2f} ({link.total:+.2f})"


def _in_words(part: Part) -> str:
    return in_words(part.points, part.label, part.words)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(name or "rules to be replaced" for name in names) or "nothing so far"
