"""Each unit that still has to answer is owed one mail about each thing that happens to advice."""

from datetime import date
from pathlib import Path
from runpy import run_path

import pytest
from sqlalchemy import select

from tracker.alerts import raise_run_alerts
from tracker.alerts.facts import read_facts
from tracker.alerts.message import compose
from tracker.alerts.outbox import read_alert
from tracker.store.tables import Alert, DisclosureUnit

DESK = run_path(str(Path(__file__).with_name("test_advice.py")))
NOW, TODAY = DESK["NOW"], DESK["TODAY"]
desk = DESK["desk"]


def owed(desk):
    """Give the alerts by unit and what they say became of which version."""
    with desk.database.reading() as session:
        rows = session.execute(
            select(DisclosureUnit.slug, Alert)
            .join(Alert, Alert.unit_id == DisclosureUnit.id)
            .order_by(Alert.id)
        )
        return [(slug, a.facts["change"], a.facts["version"], a.key) for slug, a in rows]


def written(desk, place):
    """Give the subject and the text of one mail, the place counted from the first one owed."""
    with desk.database.reading() as session:
        number = session.scalars(select(Alert.id).order_by(Alert.id)).all()[place]
        alert = read_alert(session, number, desk.settings)
    message = compose(read_facts(alert.kind, alert.facts), alert.envelope)
    return message["Subject"], message.get_content()


def test_each_thing_that_happens_is_told_once_to_each_unit_with_an_open_copy(desk):
    desk.issue()
    desk.issue()
    desk.withdraw()
    assert sorted(owed(desk)) == sorted(
        (unit, change, version, f"{kind}:{desk.number}:{version}:{unit}")
        for unit in ("joint", "kent")
        for change, version, kind in (
            ("issued", 1, "advice"),
            ("changed", 2, "advice"),
            ("withdrawn", 2, "advice-withdrawn"),
        )
    )


def test_advice_that_is_refused_owes_nothing(desk):
    with pytest.raises(DESK["CannotAdvise"]):
        desk.issue(factors_for=[])
    assert owed(desk) == []


def test_a_unit_that_has_answered_everything_is_not_told(desk):
    with desk.database.writing() as session:
        desk.story.session = session
        asked = desk.ask("essex", outcome="refused", responded=date(2026, 11, 9))
        desk.number = desk.story.campaign(
            "Other", [*asked, *desk.ask("surrey", subject="x")], run=desk.run
        )
    desk.issue()
    assert [slug for slug, *_ in owed(desk)] == ["surrey"]


def test_a_unit_whose_body_joins_is_told_the_next_night_and_nobody_twice(desk):
    desk.issue()
    desk.join("essex")
    for expected in (1, 0):
        with desk.database.writing() as session:
            added = raise_run_alerts(
                session, [], run_id=desk.run, now=NOW, today=TODAY, settings=desk.settings
            )
        assert added == expected
    assert [slug for slug, *_ in owed(desk)][-1] == "essex"
    desk.withdraw()
    with desk.database.writing() as session:
        assert not raise_run_alerts(
            session, [], run_id=desk.run, now=NOW, today=TODAY, settings=desk.settings
        )


def test_a_mail_names_references_and_dates_and_no_word_of_advice_or_request(desk):
    desk.issue(line="A secret line", already_public="A secret page")
    desk.issue()
    desk.withdraw("A secret reason")
    first, second, last = written(desk, 0), written(desk, 2), written(desk, 4)
    assert first[0] == f"Mosaic: advice was issued on campaign {desk.number}, a request you hold"
    assert second[0] == f"Mosaic: the advice on campaign {desk.number} has changed: read version 2"
    assert last[0] == f"Mosaic: the advice on campaign {desk.number} was withdrawn"
    texts = [text for _, text in (first, second, last)]
    for text in texts:
        assert ", R-" in text
        assert ", received 2 November 2026: answer due" in text
        assert f"/campaigns/{desk.number}\n" in text
        assert "Each authority decides for itself" in text
        assert not [w for w in ("secret", "device", "Devices", "coordinator,") if w in text]
    assert "does not stop the clock" in texts[0]
    assert "adopt, vary or decline" in texts[1]
    assert "No advice is in its place" in texts[2]
    assert f"version 2 of the advice on campaign {desk.number} being withdrawn" in texts[2]


def test_facts_of_an_unknown_kind_are_not_read_as_another():
    with pytest.raises(KeyError):
        read_facts("sausages", {"campaign": 1, "copies": []})
