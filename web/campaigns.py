"""The list of campaigns, and the page of one."""

from collections.abc import Sequence
from datetime import date
from math import ceil
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tracker.campaigns.arrivals import timeline
from tracker.campaigns.assessment import assess, risks
from tracker.campaigns.detail import campaign
from tracker.campaigns.events import explained_by_campaign, explained_in
from tracker.campaigns.members import Member
from tracker.campaigns.overview import list_campaigns, parse_code
from tracker.campaigns.series_shown import similar_campaigns
from tracker.store.queries.campaigns import count_live_campaigns, count_requests
from web.pages import dashboard, page
from web.paging import pagination

PAGE_SIZE = 50
MEMBERS_SHOWN = 200
WORDINGS_SHOWN = 12
INCONSISTENCIES_SHOWN = 30
SAID_SHOWN = 20
"""Answers shown on each side of an inconsistency."""
_MOST_WORDS = 8
_LONGEST_WORDS = 200
_MOST_DIGITS = 6

blueprint = Blueprint("campaigns", __name__, url_prefix="/campaigns")


def answer_order(members: Sequence[Member]) -> list[Member]:
    """Put the members that still have to be answered first, the soonest due at the top."""
    return sorted(
        members,
        key=lambda member: (
            not member.is_open,
            (member.due or date.max) if member.is_open else date.max,
            member.body_name,
            member.reference,
        ),
    )


@blueprint.get("")
def index() -> str | Response:
    """List campaigns, round robins first; the address holds the filter and the page."""
    shown = dashboard()
    only = request.args.get("show") == "round-robins"
    query = " ".join(request.args.get("q", "")[:_LONGEST_WORDS].split())
    current = _page_number(request.args.get("page", "1"))
    filters: dict[str, Any] = {"q": query or None, "show": "round-robins" if only else None}
    with shown.database.reading() as session:
        found = list_campaigns(
            session,
            today=shown.today,
            holidays=shown.holidays,
            round_robin=True if only else None,
            words=query.split()[:_MOST_WORDS],
            offset=(current - 1) * PAGE_SIZE,
            limit=PAGE_SIZE,
        )
        last = max(1, ceil(found.total / PAGE_SIZE))
        if current > last:
            return redirect(url_for(".index", **filters))
        nothing = not found.campaigns
        numbers = [each.id for each in found.campaigns]
        return page(
            session,
            "campaigns/index.html",
            found=found,
            risks=risks(
                session,
                numbers,
                today=shown.today,
                holidays=shown.holidays,
                explained=explained_by_campaign(session, numbers) if numbers else {},
            ),
            query=query,
            only=only,
            current=current,
            last=last,
            pages=pagination(current, last, lambda n: url_for(".index", **filters, page=n)),
            campaigns_stored=count_live_campaigns(session) if nothing else None,
            requests_stored=count_requests(session) if nothing else None,
        )


@blueprint.get("/<code>")
def show(code: str) -> str | Response | tuple[str, int]:
    """Show one campaign; a merged one leads to the one it was merged into."""
    shown = dashboard()
    number = parse_code(code)
    if number is None:
        abort(404)
    wanted = (request.args.get("a", ""), request.args.get("b", ""))
    with shown.database.reading() as session:
        detail = campaign(
            session,
            number,
            today=shown.today,
            holidays=shown.holidays,
            threshold=shown.threshold,
            compare=wanted if all(wanted) else None,
        )
        if detail is None:
            abort(404)
        if detail.merged_into is not None:
            return redirect(url_for(".show", code=detail.merged_into, merged=f"C-{number}"))
        if detail.dissolved_at is not None:
            return render_template("campaigns/ended.html", detail=detail), 410
        if code != detail.summary.code:
            return redirect(url_for(".show", code=detail.summary.code))
        every = request.args.get("members") == "all"
        return page(
            session,
            "campaigns/show.html",
            detail=detail,
            campaign=detail.summary,
            assessed=assess(
                session,
                number,
                today=shown.today,
                holidays=shown.holidays,
                explained=explained_in(session, number),
                ahead=False,
            ),
            inconsistencies_shown=INCONSISTENCIES_SHOWN,
            said_shown=SAID_SHOWN,
            timeline=timeline(detail.summary.members),
            members=answer_order(detail.summary.members)[: None if every else MEMBERS_SHOWN],
            keys={wording.text_id: key for key, wording in detail.wordings.items()},
            shown_wordings=WORDINGS_SHOWN,
            threshold=shown.threshold,
            series=similar_campaigns(session, number, today=shown.today, holidays=shown.holidays),
            merged=parse_code(request.args.get("merged", "")),
        )


def _page_number(text: str) -> int:
    fits = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
    return max(int(text), 1) if fits else 1
