"""A whole night: files in, campaigns out, alerts to the desks, and a record of it all."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy import func, select, update

from tracker.campaigns.audit_report import in_words
from tracker.campaigns.scoring import scorer_of
from tracker.nightly import Night, NightReport
from tracker.register import import_bodies
from tracker.settings import Settings
from tracker.store.engine import Database
from tracker.store.tables import Alert, Campaign, DisclosureUnit, Request, Run

NIGHT = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
DRONES = "How many unmanned aircraft did the force buy between April 2024 and March 2026?"
BODIES = ("northshire", "eastmoor", "westmarch", "southfen")


class ToyEncoder:
    """Gives equal words equal vectors and other words vectors that have little in common."""

    name = "toy@1"

    def encode(self, texts: Sequence[str], progress: Any = None) -> Any:
        vectors = np.zeros((len(texts), 64), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in text.lower().split():
                row[hashlib.sha256(word.encode()).digest()[0] % 64] += 1
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


class BrokenEncoder(ToyEncoder):
    """Fails, as a model does whose files are gone."""

    def encode(self, texts: Sequence[str], progress: Any = None) -> Any:
        raise RuntimeError("no model")


@dataclass
class Postbox:
    """A mailer that keeps what it is given."""

    messages: list[EmailMessage] = field(default_factory=list)

    def send(self, message: EmailMessage) -> None:
        self.messages.append(message)


@dataclass
class Watcher:
    """Keeps the notes of a run."""

    notes: list[str] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[Callable[[int], None]]:
        yield [].append

    def note(self, line: str) -> None:
        self.notes.append(line)


@dataclass
class House:
    """An installation in which nights can be run."""

    database: Database
    settings: Settings
    postbox: Postbox = field(default_factory=Postbox)
    watcher: Watcher = field(default_factory=Watcher)

    def night(self, **changes: Any) -> NightReport:
        parts = {
            "transaction": self.database.writing,
            "settings": self.settings,
            "load_models": lambda: (ToyEncoder(), scorer_of(self.settings)),
            "mailer": self.postbox,
            "clock": lambda: NIGHT,
            "listener": self.watcher,
        }
        return Night(**(parts | changes)).run(self.settings.sources_dir)

    def put(self, folder: str, *rows: dict[str, Any], name: str = "log.jsonl") -> None:
        path = self.settings.sources_dir / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))

    def count(self, table: Any) -> int:
        with self.database.reading() as session:
            return session.scalar(select(func.count()).select_from(table)) or 0

    def runs(self) -> list[Run]:
        with self.database.reading() as session:
            return list(session.scalars(select(Run).order_by(Run.id)))


@pytest.fixture
def house(database: Database, settings: Settings, tmp_path: Path) -> House:
    names = "".join(f"{slug},{slug.title()} Police\n" for slug in BODIES)
    (tmp_path / "bodies.csv").write_text(f"slug,name\n{names}")
    settings.sources_dir.mkdir()
    with database.writing() as session:
        import_bodies(session, tmp_path / "bodies.csv")
        session.execute(
            update(DisclosureUnit).values(mailbox=DisclosureUnit.slug + "@police.example")
        )
    return House(database, settings)


def a_row(reference: str = "FOI/1", **changes: Any) -> dict[str, Any]:
    return {"reference": reference, "received": "2026-11-02", "text": DRONES} | changes


def test_a_folder_named_for_a_body_holds_that_bodys_requests(house: House) -> None:
    house.put("northshire", a_row())
    house.put("", a_row(body="Eastmoor Police"))
    report = house.night()
    assert [(file.stored, file.quarantined) for file in report.files] == [(1, 0), (1, 0)]
    assert house.count(Request) == 2


def test_a_folder_named_for_nobody_is_kept_aside_and_costs_no_other(house: House) -> None:
    house.put("atlantis", a_row())
    house.put("northshire", a_row())
    report = house.night()
    assert {file.code for file in report.files} == {"", "unknown-body"}
    assert house.count(Request) == 1


def test_a_question_sent_to_three_bodies_is_a_campaign_in_the_morning_and_its_desks_know(
    house: House,
) -> None:
    for slug in BODIES[:3]:
        house.put(slug, a_row())
    house.night()
    with house.database.reading() as session:
        campaign = session.scalars(select(Campaign).where(Campaign.dissolved_at.is_(None))).one()
    assert (campaign.body_count, campaign.round_robin) == (3, True)
    assert sorted(message["To"] for message in house.postbox.messages) == [
        f"{slug}@police.example" for slug in sorted(BODIES[:3])
    ]


def test_a_second_night_without_news_changes_nothing(house: House) -> None:
    for slug in BODIES[:3]:
        house.put(slug, a_row())
    house.night()
    before = [house.count(table) for table in (Request, Campaign, Alert)]
    sent = len(house.postbox.messages)
    report = house.night()
    assert all(file.seen_before for file in report.files)
    assert [house.count(table) for table in (Request, Campaign, Alert)] == before
    assert len(house.postbox.messages) == sent


def test_a_night_records_itself_and_repeats_no_wording(house: House) -> None:
    house.put("northshire", a_row(), a_row("FOI/2", received="2062-01-01"))
    house.night()
    (run,) = house.runs()
    assert (run.kind, run.status) == ("nightly", "done")
    assert run.report["ingest"]["rows_in"] == 2
    assert {"match", "alerts"} <= set(run.report)
    assert "unmanned" not in json.dumps(run.report)
    assert not [note for note in house.watcher.notes if "unmanned" in note]


def test_without_a_mail_server_alerts_wait(house: House) -> None:
    for slug in BODIES[:3]:
        house.put(slug, a_row())
    house.night(mailer=None)
    assert house.count(Alert) == 3
    house.night()
    assert len(house.postbox.messages) == 3


def test_when_matching_fails_what_came_in_stays_and_what_is_owed_is_sent(house: House) -> None:
    for slug in BODIES[:3]:
        house.put(slug, a_row())
    house.night(mailer=None)
    house.put("southfen", a_row(text="How many police dogs retired in 2025, and at what age?"))
    with pytest.raises(RuntimeError, match="no model"):
        house.night(load_models=lambda: (BrokenEncoder(), scorer_of(house.settings)))
    assert house.count(Request) == 4
    assert len(house.postbox.messages) == 3
    last = house.runs()[-1]
    assert (last.status, last.report["error"]) == ("failed", "RuntimeError")


def test_a_night_audits_itself_and_records_what_it_found(house: House) -> None:
    house.put("northshire", a_row(text=f"{DRONES} Please answer for each month."))
    house.put("eastmoor", a_row(text=f"{DRONES} Answer for each month please."))
    report = house.night()
    assert report.audited is not None
    assert (report.audited.wordings, report.audited.missing) == (report.audited.sample, ())
    recorded = house.runs()[-1].report["audit"]
    assert recorded == report.audited.counts()
    assert recorded["seed"] == house.runs()[-1].id


def test_audits_of_the_nights_before_are_added_up(house: House) -> None:
    house.put("northshire", a_row(text=f"{DRONES} Please answer for each month."))
    house.put("eastmoor", a_row(text=f"{DRONES} Answer for each month please."))
    first = house.night().audited
    assert first is not None
    assert first.links_exhaustive == first.links_found == 1
    second = house.night().audited
    assert second is not None
    assert second.nights is not None
    assert (second.nights.nights, second.nights.links_found) == (2, 2)
    assert second.nights.recall_lower_95 > second.recall_lower_95
    said = in_words(house.runs()[-1].report["audit"])
    assert "Over the last 2 nights with this scorer the runs had all 2 links" in said


def test_a_night_without_audit_records_none(house: House) -> None:
    house.put("northshire", a_row())
    report = house.night(settings=house.settings.model_copy(update={"audit_sample": 0}))
    assert report.audited is None
    assert "audit" not in house.runs()[-1].report


def test_the_command_does_the_night(house: House, mosaic) -> None:
    house.put("northshire", a_row(), a_row("FOI/2", body="eastmoor"))
    result = mosaic("nightly")
    assert result.exit_code == 0, result.output
    assert "2 rows = 1 stored" in result.stdout
    assert "Audit: 1 wording drawn at random" in result.stdout
    assert "other-body: 1" in result.stderr
    assert house.runs()[-1].status == "done"


def test_the_command_needs_its_folder(house: House, mosaic, tmp_path: Path) -> None:
    assert mosaic("nightly", "--sources", tmp_path / "gone").exit_code == 2
    house.settings.sources_dir.rmdir()
    assert mosaic("nightly").exit_code == 1


def test_bank_holiday_data_that_ends_soon_is_told_and_kept_in_the_report(house: House) -> None:
    house.night()
    assert "bank_holidays" not in house.runs()[0].report
    house.night(clock=lambda: datetime(2028, 10, 15, 2, 30, tzinfo=UTC))
    assert house.runs()[1].report["bank_holidays"]["end"] == "2028-12-26"
    assert "ends on 2028-12-26" in house.watcher.notes[-1]
