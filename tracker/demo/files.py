"""Write the story as the files that bodies would send: CSV, JSON Lines, JSON and e-mails."""

import csv
import json
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from tracker.demo.asked import Asked
from tracker.demo.tale import tell_story

_MAIL_BODIES = frozenset({"north-wales", "dyfed-powys", "btp"})
_JSON_LINES_REGIONS = frozenset({"West Midlands", "East Midlands", "East of England"})
_JSON_REGIONS = frozenset({"South West", "South East"})
_COLUMNS = [
    *("body", "reference", "received", "subject", "text"),
    *("outcome", "exemptions", "responded", "requester_name", "requester_email"),
]


def write_story(folder: Path, *, today: date, seed: int = 1) -> list[Asked]:
    """Write every file of the story into a folder, and return the requests that are in them.

    Files in a folder named for a body are from that body; the others name it in each row.
    """
    story = tell_story(today, seed=seed)
    folder.mkdir(parents=True, exist_ok=True)
    mails = [asked for asked in story if asked.force.slug in _MAIL_BODIES]
    lines = [asked for asked in story if asked.force.region in _JSON_LINES_REGIONS]
    items = [asked for asked in story if asked.force.region in _JSON_REGIONS]
    rest = [asked for asked in story if asked not in [*mails, *lines, *items]]
    _write_csv(folder / "case-systems.csv", [_row(asked) for asked in rest])
    _write_lines(folder / "midlands-and-east.jsonl", lines)
    _write_json(folder / "south.json", items)
    _write_mails(folder, mails)
    _write_csv(folder / "with-mistakes.csv", _bad_rows(today))
    return story


def _row(asked: Asked) -> dict[str, str]:
    return {
        "body": asked.force.name,
        "reference": asked.reference,
        "received": asked.received.isoformat(),
        "subject": asked.subject,
        "text": asked.text,
        "outcome": asked.outcome,
        "exemptions": asked.exemptions,
        "responded": asked.responded.isoformat() if asked.responded else "",
        "requester_name": asked.requester,
        "requester_email": asked.requester_email,
    }


def _write_csv(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, _COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(rows)


def _without_empty(asked: Asked) -> dict[str, Any]:
    return {name: value for name, value in _row(asked).items() if value}


def _write_lines(path: Path, story: list[Asked]) -> None:
    lines = (json.dumps(_without_empty(asked), ensure_ascii=False) for asked in story)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _write_json(path: Path, story: list[Asked]) -> None:
    items = [_without_empty(asked) for asked in story]
    path.write_text(json.dumps(items, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _write_mails(folder: Path, story: list[Asked]) -> None:
    """Write each request as the e-mail that arrived; what was answered an e-mail cannot say."""
    for asked in story:
        message = EmailMessage()
        noon = datetime.combine(asked.received, datetime.min.time(), tzinfo=UTC) + timedelta(
            hours=12
        )
        message["From"] = f'"{asked.requester}" <{asked.requester_email}>'
        message["To"] = f"foi@{asked.force.slug}.example"
        message["Date"] = format_datetime(noon)
        message["Subject"] = f"Freedom of Information request {asked.reference} - {asked.subject}"
        message["Message-ID"] = f"<{asked.force.slug}-{_file_name(asked.reference)}@mail.example>"
        message.set_content(asked.text)
        inbox = folder / asked.force.slug
        inbox.mkdir(exist_ok=True)
        (inbox / f"{_file_name(asked.reference)}.eml").write_bytes(message.as_bytes())


def _file_name(reference: str) -> str:
    return reference.replace("/", "-")


def _bad_rows(today: date) -> list[dict[str, str]]:
    """Give one row for each way in which a row can be wrong, and one that is right."""
    good = {
        "body": "Kent Police",
        "reference": "DEMO-1",
        "received": (today - timedelta(days=20)).isoformat(),
        "subject": "Lighthouses",
        "text": "How many calls were received from lighthouses and lightships last year?",
    }
    question = "What did the force spend on lost property bags?"
    return [
        good,
        good | {"reference": "DEMO-2", "body": "Borsetshire Constabulary", "text": question},
        good | {"reference": "DEMO-3", "received": "31/02/2026", "text": question},
        good | {"reference": "DEMO-4", "received": (today + timedelta(days=400)).isoformat()},
        good | {"reference": "DEMO-5", "text": "   "},
        good | {"text": "How many calls came from oil rigs and wind farms last year?"},
        good | {"reference": "", "text": question},
    ]
