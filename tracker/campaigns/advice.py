"""Issuing advice on a campaign, superseding and withdrawing it; its words are never changed."""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from tracker.alerts import raise_advice_alerts
from tracker.campaigns.advice_draft import MAX_FACTOR, CannotAdvise, Draft, checked
from tracker.campaigns.judgement import MAX_NAME, Judgement, kept_words
from tracker.runs import day_of
from tracker.settings import Settings
from tracker.store.advice import Advice
from tracker.store.queries import advice as store
from tracker.store.queries.campaigns import campaign_row
from tracker.text.clean import clean_display


def issue(
    session: Session,
    campaign_id: int,
    draft: Draft,
    *,
    by: str,
    now: datetime,
    settings: Settings,
    seen: int | None = None,
) -> Advice:
    """Issue a line, and owe each unit that still has to answer an alert about it.

    A version that is in force is superseded. `seen` is the newest version that the author knows,
    0 for none. Raises CannotAdvise where the campaign has ended, the draft may not be kept, or a
    newer version than `seen` is there.
    """
    author = author_named(by)
    require_campaign(session, campaign_id)
    one_at_a_time(session)
    before = store.versions(session, campaign_id)
    check_seen(before, seen)
    copies = store.copies(session, campaign_id)
    scottish = sorted({copy.body_name for copy in copies if copy.regime == "FOISA"})
    kept = checked(draft, today=day_of(now), scottish=scottish)
    for version in before:
        if version.status == "issued":
            version.status = "superseded"
    session.flush()
    advice = Advice(
        campaign_id=campaign_id,
        version=before[0].version + 1 if before else 1,
        status="issued",
        author=author,
        issued_at=now,
        review_on=kept.review_on,
        line=kept.line,
        foisa_line=kept.foisa_line,
        exemptions=kept.exemptions,
        factors_for=list(kept.factors_for),
        factors_against=list(kept.factors_against),
        already_public=kept.already_public,
    )
    session.add(advice)
    session.flush()
    raise_advice_alerts(session, advice, now=now, today=day_of(now), settings=settings)
    return advice


def withdraw(
    session: Session,
    campaign_id: int,
    *,
    judgement: Judgement,
    settings: Settings,
    seen: int | None = None,
) -> Advice:
    """Withdraw the version in force, and owe each unit that still has to answer an alert.

    It stays on record with who withdrew it and why. Raises CannotAdvise where none is in force,
    the reason may not be kept, or a newer version than `seen` is there.
    """
    by, reason = author_named(judgement.by), kept_words(judgement.reason)
    if not reason or len(reason) > MAX_FACTOR:
        raise CannotAdvise(f"Say why it is withdrawn, in at most {MAX_FACTOR} characters.")
    require_campaign(session, campaign_id, alive=False)
    one_at_a_time(session)
    versions = store.versions(session, campaign_id)
    check_seen(versions, seen)
    advice = in_force(versions)
    advice.status = "withdrawn"
    advice.withdrawn_at, advice.withdrawn_by = judgement.at, by
    advice.withdrawn_reason = reason
    session.flush()
    today = day_of(judgement.at)
    raise_advice_alerts(session, advice, now=judgement.at, today=today, settings=settings)
    return advice


def in_force(versions: list[Advice]) -> Advice:
    """Give the version in force; raises CannotAdvise where there is none, and says since when."""
    if not versions:
        raise CannotAdvise("No advice was issued on this campaign.")
    newest = versions[0]
    if newest.status != "issued":
        raise CannotAdvise(
            f"No advice is in force: version {newest.version} was withdrawn by "
            f"{newest.withdrawn_by} on {newest.withdrawn_at:%Y-%m-%d}."
        )
    return newest


def check_seen(versions: list[Advice], seen: int | None) -> None:
    """Refuse to go on for somebody who does not know the newest version."""
    newest = versions[0] if versions else None
    latest = newest.version if newest else 0
    if seen is None or seen == latest:
        return
    if newest is None or seen > latest:
        raise CannotAdvise(f"There is no version {seen}; the newest is {latest or 'none'}.")
    raise CannotAdvise(
        f"Version {newest.version} was issued by {newest.author} on "
        f"{newest.issued_at:%Y-%m-%d at %H:%M} UTC, after the version {seen} that you have seen. "
        "Read it first."
    )


def author_named(by: str) -> str:
    """Give a name as it may be kept; raises CannotAdvise where it may not."""
    name = " ".join(clean_display(by).split())
    if not name or len(name) > MAX_NAME:
        raise CannotAdvise(f"Say who speaks, in at most {MAX_NAME} characters.")
    return name


def require_campaign(session: Session, campaign_id: int, *, alive: bool = True) -> None:
    """Raise CannotAdvise where there is no such campaign, or it should be alive and has ended."""
    row = campaign_row(session, campaign_id)
    if row is None:
        raise CannotAdvise(f"There is no campaign C-{campaign_id}.")
    if alive and row.merged_into_id is not None:
        raise CannotAdvise(f"C-{campaign_id} went over into C-{row.merged_into_id}.")
    if alive and row.dissolved_at is not None:
        raise CannotAdvise(f"C-{campaign_id} has ended: no request belongs to it any more.")


def one_at_a_time(session: Session) -> None:
    """Keep another writer from issuing advice at this moment; SQLite has one writer."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE advice IN SHARE ROW EXCLUSIVE MODE"))
