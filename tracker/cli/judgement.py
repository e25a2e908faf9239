"""`mosaic campaign confirm`, `split`, `merge`, `undo` and so on: what people say of campaigns."""

from collections.abc import Callable, Sequence
from functools import wraps

import click
from sqlalchemy.orm import Session

from tracker.campaigns import life
from tracker.campaigns.events import parse_event
from tracker.campaigns.explaining import key_named
from tracker.campaigns.judgement import Judgement
from tracker.campaigns.named_questions import request_named
from tracker.campaigns.overview import parse_code
from tracker.campaigns.replay import Event
from tracker.campaigns.undo import last_in_force, undo
from tracker.cli.application import Application
from tracker.cli.history import FORM, echo_json, history_command
from tracker.cli.running import clock
from tracker.cli.saying import BY, REASON, refusals
from tracker.register import Directory
from tracker.runs import day_of
from tracker.settings import Settings

Act = Callable[..., tuple[Event, str]]
"""Does something with campaigns in a session; gives the event, and what to tell of it."""


class _Named(click.ParamType[int]):
    """A number under the name that people use: C-12 for a campaign, E-7 for an event."""

    def __init__(self, name: str, read: Callable[[str], int | None], like: str) -> None:
        self.name, self.read, self.like = name, read, like

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Read the name, or end with a usage error."""
        number = self.read(str(value))
        return self.fail(f"It is named like {self.like}.", param, ctx) if number is None else number


_CAMPAIGN = _Named("campaign", parse_code, "C-12 or 12")
_EVENT = _Named("event", parse_event, "E-7 or 7")
_ID = click.argument("campaign", type=_CAMPAIGN, metavar="ID")
_REQUESTS = click.argument("requests", nargs=-1, required=True, metavar="BODY/REFERENCE...")
_JUDGEMENT = (
    REASON,
    BY,
    click.option(
        "--seen",
        type=_EVENT,
        metavar="EVENT",
        help="The last event of the campaign that you saw, 0 for none; a later one refuses this.",
    ),
    FORM,
)


def _judging(act: Act) -> Callable[..., None]:
    """Make a command of an act: what every judgement takes, one transaction, and what is told."""

    @wraps(act)
    def command(
        application: Application,
        *,
        reason: str,
        by: str,
        seen: int | None,
        form: str,
        **arguments: object,
    ) -> None:
        judgement = Judgement(reason, by, clock(), seen)
        with refusals(), application.database.writing() as session:
            event, words = act(
                session, judgement=judgement, settings=application.settings, **arguments
            )
        _tell(event, form, words)

    for option in reversed(_JUDGEMENT):
        option(command)
    return click.pass_obj(command)


@click.command()
@_ID
@_judging
def confirm(
    session: Session, *, campaign: int, judgement: Judgement, settings: Settings
) -> tuple[Event, str]:
    """Say that a campaign is one: later runs may add to it, and never take away."""
    event = life.confirm(session, campaign, judgement=judgement, settings=settings)
    return event, f"C-{campaign} is confirmed."


@click.command()
@_ID
@_REQUESTS
@_judging
def split(
    session: Session,
    *,
    campaign: int,
    requests: Sequence[str],
    judgement: Judgement,
    settings: Settings,
) -> tuple[Event, str]:
    """Move requests of a campaign into a new one; they never meet again."""
    moved = _requests(session, requests, judgement)
    event = life.split(session, campaign, moved, judgement=judgement, settings=settings)
    return event, f"C-{event.made} is new, with {_count(event)} of C-{campaign}."


@click.command()
@_ID
@click.argument("others", nargs=-1, required=True, type=_CAMPAIGN, metavar="OTHER...")
@_judging
def merge(
    session: Session,
    *,
    campaign: int,
    others: Sequence[int],
    judgement: Judgement,
    settings: Settings,
) -> tuple[Event, str]:
    """Put all requests of other campaigns into this one; their ids lead to it from then on."""
    event = life.merge(session, campaign, others, judgement=judgement, settings=settings)
    gone = ", ".join(f"C-{other}" for other in others)
    return event, f"{gone} merged into C-{campaign}, with {_count(event)}."


@click.command()
@_ID
@_REQUESTS
@click.option("--to", required=True, type=_CAMPAIGN, metavar="OTHER", help="Where they go.")
@_judging
def move(
    session: Session,
    *,
    campaign: int,
    requests: Sequence[str],
    to: int,
    judgement: Judgement,
    settings: Settings,
) -> tuple[Event, str]:
    """Move requests of a campaign into another one that is there."""
    moved = _requests(session, requests, judgement)
    event = life.move(session, campaign, moved, to=to, judgement=judgement, settings=settings)
    return event, f"{_count(event)} moved from C-{campaign} to C-{to}."


@click.command()
@_ID
@_REQUESTS
@_judging
def remove(
    session: Session,
    *,
    campaign: int,
    requests: Sequence[str],
    judgement: Judgement,
    settings: Settings,
) -> tuple[Event, str]:
    """Take requests out of a campaign; each stands on its own from then on."""
    moved = _requests(session, requests, judgement)
    event = life.remove(session, campaign, moved, judgement=judgement, settings=settings)
    return event, f"{_count(event)} removed from C-{campaign}."


@click.command()
@_ID
@_judging
def archive(
    session: Session, *, campaign: int, judgement: Judgement, settings: Settings
) -> tuple[Event, str]:
    """Put a campaign away; it comes back when a request or an answer arrives."""
    event = life.archive(session, campaign, judgement=judgement, settings=settings)
    return event, f"C-{campaign} is archived; `mosaic campaigns --all` lists it."


@click.command("not-a-campaign")
@_ID
@_judging
def not_a_campaign(
    session: Session, *, campaign: int, judgement: Judgement, settings: Settings
) -> tuple[Event, str]:
    """Say that a campaign is none: no round robin, no alerts, and listed with --all alone."""
    event = life.not_a_campaign(session, campaign, judgement=judgement, settings=settings)
    return event, f"C-{campaign} counts as no campaign."


@click.command()
@_ID
@_judging
def reopen(
    session: Session, *, campaign: int, judgement: Judgement, settings: Settings
) -> tuple[Event, str]:
    """Bring back a campaign that was archived, or said to be none."""
    event = life.reopen(session, campaign, judgement=judgement, settings=settings)
    return event, f"C-{campaign} is open again."


@click.command()
@_ID
@click.argument("title")
@_judging
def retitle(
    session: Session, *, campaign: int, title: str, judgement: Judgement, settings: Settings
) -> tuple[Event, str]:
    """Give a campaign another title, that no run changes."""
    event = life.retitle(session, campaign, title, judgement=judgement, settings=settings)
    return event, f"C-{campaign} is now: {event.title}"


@click.command()
@_ID
@click.argument("key")
@_judging
def explain(
    session: Session, *, campaign: int, key: str, judgement: Judgement, settings: Settings
) -> tuple[Event, str]:
    """Mark an inconsistency of a campaign as explained; KEY is as `show` prints it."""
    today = day_of(judgement.at)
    found = key_named(session, campaign, key, today=today, settings=settings)
    event = life.explain(session, campaign, found, judgement=judgement, settings=settings)
    return event, f"Explained in C-{campaign}: {event.key}"


@click.command("undo")
@click.argument("what", metavar="EVENT|ID")
@_judging
def undo_command(
    session: Session, *, what: str, judgement: Judgement, settings: Settings
) -> tuple[Event, str]:
    """Take back one event, such as E-7, or the latest that is in force for C-12."""
    campaign = parse_code(what) if what.strip().upper().startswith("C") else None
    number = last_in_force(session, campaign) if campaign is not None else parse_event(what)
    if number is None:
        raise click.UsageError("Name an event like E-7, or a campaign like C-12.")
    event = undo(session, number, judgement=judgement, settings=settings)
    return event, f"E-{event.undoes} is undone."


COMMANDS = (
    *(confirm, split, merge, move, remove, archive, not_a_campaign, reopen, retitle, explain),
    *(undo_command, history_command),
)


def _requests(session: Session, names: Sequence[str], judgement: Judgement) -> list[int]:
    """Find the requests that are named."""
    directory = Directory.load(session, day_of(judgement.at))
    return [request_named(session, name, directory) for name in names]


def _count(event: Event) -> str:
    return f"{len(event.moved)} request{'s' if len(event.moved) > 1 else ''}"


def _tell(event: Event, form: str, words: str) -> None:
    """Say what was done, and by which event it can be undone."""
    if form == "table":
        click.echo(f"{event.code}: {words}")
        return
    echo_json(
        {
            "event": event.code,
            "kind": event.kind,
            "campaign": f"C-{event.campaign}",
            "campaigns": [f"C-{number}" for number in event.campaigns],
            "new_campaign": f"C-{event.made}" if event.made else None,
            "undoes": f"E-{event.undoes}" if event.undoes else None,
        }
    )
