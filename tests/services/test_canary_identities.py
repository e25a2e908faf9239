"""Identities planted in every format are found nowhere: not in the store, not in what is said."""

import csv
import json
import mailbox
from collections.abc import Callable
from email.message import EmailMessage
from html import escape
from pathlib import Path

import pytest

LETTER = """Zebediah Quillonbury
47 Canaryvale Crescent
Finchley
N3 9ZQ

Dear Kent Police,

My name is Zebediah Quillonbury and I am a reporter at the Wrenfield Canarian. You can reach me on
07700 900734 or at zq.canary7731@wrenfield.example, or write to me at 47 Canaryvale Crescent,
Finchley, N3 9ZQ. I ask on behalf of Oriole Whistleblows Ltd.

1. How many drones does the force own?
2. What was spent on drones in 2024?

Kind regards,

Zebediah Quillonbury
Senior Reporter, Wrenfield Canarian
07700 900734
zq.canary7731@wrenfield.example
@zebquill
"""
CANARIES = (
    *("Zebediah", "Quillonbury", "Canaryvale", "N3 9ZQ", "N39ZQ", "900734", "canary7731"),
    *("wrenfield", "Canarian", "Whistleblows", "zebquill"),
)
APPLICANT = {
    "requester_name": "Zebediah Quillonbury",
    "applicant_email": "zq.canary7731@wrenfield.example",
    "telephone": "07700 900734",
    "postal_address": "47 Canaryvale Crescent, Finchley, N3 9ZQ",
    "organisation": "Wrenfield Canarian",
}
GOOD = {"body": "Kent Police", "reference": "26/41", "received": "2026-05-12", "text": LETTER}
ROWS = [
    GOOD | {"subject": "Drones"} | APPLICANT,
    GOOD | {"reference": "26/42", "body": "Borsetshire Constabulary"} | APPLICANT,
    GOOD | {"reference": "26/43", "received": "2026-02-31"} | APPLICANT,
    GOOD | {"reference": "26/41", "text": LETTER + "\nPS Also 2023."} | APPLICANT,
]
ATOM = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>tag:www.whatdotheyknow.com,2005:/feed/body/kent_police</id>
  <title>Requests to Kent Police</title>
  <entry>
    <id>tag:www.whatdotheyknow.com,2005:InfoRequestEvent/71</id>
    <published>2026-05-12T09:30:00Z</published>
    <updated>2026-05-12T09:30:00Z</updated>
    <link rel="alternate" type="text/html" href="https://www.whatdotheyknow.com/request/drones_41"/>
    <title>Drones</title>
    <author><name>Zebediah Quillonbury</name>
      <uri>https://www.whatdotheyknow.com/user/zebediah_quillonbury</uri></author>
    <content type="html">{content}</content>
  </entry>
</feed>
"""


def _csv(path: Path) -> Path:
    columns = [*GOOD, "subject", *APPLICANT]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(ROWS)
    return path


def _xlsx(path: Path) -> Path:
    import xlsxwriter

    columns = [*GOOD, "subject", *APPLICANT]
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, columns)
        for number, row in enumerate(ROWS, 1):
            sheet.write_row(number, 0, [row.get(column, "") for column in columns])
    return path


def _json(path: Path) -> Path:
    path.write_text(json.dumps(ROWS), encoding="utf-8")
    return path


def _jsonl(path: Path) -> Path:
    path.write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    return path


def _whatdotheyknow(path: Path) -> Path:
    user = {"id": 5, "url_name": "zebediah_quillonbury", "name": "Zebediah Quillonbury"}
    request = {
        "id": 70,
        "url_title": "drones_41",
        "title": "Drones",
        "created_at": "2026-05-12T09:30:00.000+01:00",
        "described_state": "waiting_response",
        "user": user,
    }
    event = {
        "id": 1,
        "event_type": "sent",
        "created_at": "2026-05-12T09:30:00.000+01:00",
        "display_status": "Awaiting response",
        "snippet": LETTER[LETTER.index("Dear") :],
        "info_request": request,
        "public_body": {"id": 9, "url_name": "kent_police", "name": "Kent Police"},
        "user": user,
    }
    path.write_text(json.dumps([event]), encoding="utf-8")
    return path


def _atom(path: Path) -> Path:
    words = "<br>".join(escape(line) for line in LETTER[LETTER.index("Dear") :].splitlines())
    html = (
        '<p class="requester">Request sent to <a href="https://www.whatdotheyknow.com/body/kent_police">'
        'Kent Police</a> by <a href="https://www.whatdotheyknow.com/user/zebediah_quillonbury">'
        f'Zebediah Quillonbury</a></p><span class="desc">{words}</span>'
    )
    path.write_text(ATOM.format(content=escape(html)), encoding="utf-8")
    return path


def _message() -> EmailMessage:
    message = EmailMessage()
    message["From"] = '"Zebediah Quillonbury" <zq.canary7731@wrenfield.example>'
    message["Reply-To"] = "zq.canary7731@wrenfield.example"
    message["To"] = "foi@kent.police.example"
    message["Date"] = "Tue, 12 May 2026 09:30:00 +0100"
    message["Subject"] = "FOI request 26/00041 - drones"
    message["Message-ID"] = "<zq.canary7731@wrenfield.example>"
    message.set_content(LETTER)
    message.add_alternative(f"<p>{LETTER.replace(chr(10), '<br>')}</p>", subtype="html")
    return message


def _eml(path: Path) -> Path:
    path.write_bytes(_message().as_bytes())
    return path


def _mbox(path: Path) -> Path:
    box = mailbox.mbox(path)
    box.add(_message())
    box.close()
    return path


FORMATS: dict[str, Callable[[Path], Path]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "json": _json,
    "jsonl": _jsonl,
    "whatdotheyknow": _whatdotheyknow,
    "atom": _atom,
    "eml": _eml,
    "mbox": _mbox,
}
ENDINGS = {"whatdotheyknow": "json"}


@pytest.mark.parametrize("shape", FORMATS)
def test_a_planted_identity_is_found_nowhere(
    shape, mosaic, settings, tmp_path, caplog, capfd
) -> None:
    caplog.set_level("DEBUG")
    folder = tmp_path / "incoming"
    folder.mkdir()
    path = FORMATS[shape](folder / f"requests.{ENDINGS.get(shape, shape)}")
    body = ["--body", "kent"] if shape in {"eml", "mbox"} else []

    said = [
        mosaic("init"),
        mosaic("ingest", path, "--format", shape, *body),
        mosaic("ingest", path, *body),
        mosaic("campaigns"),
        mosaic("campaigns", "--format", "json"),
        mosaic("alerts", "list"),
    ]

    assert [result.exit_code for result in said[:3]] == [0, 0, 0]
    database = Path(settings.database_url.removeprefix("sqlite:///"))
    stored = {each.name: each.read_bytes() for each in database.parent.glob(f"{database.name}*")}
    spoken = "".join(result.output for result in said) + caplog.text + "".join(capfd.readouterr())
    kept = b"".join(stored.values()).decode("utf-8", "replace") + spoken
    assert "drones does the force own" in kept
    assert [canary for canary in CANARIES if canary.casefold() in kept.casefold()] == []


def test_a_canary_that_is_stored_would_be_found(mosaic, settings, tmp_path) -> None:
    path = tmp_path / "requests.jsonl"
    path.write_text(json.dumps(GOOD | {"text": "Is the Canaryvale depot still open?"}))
    mosaic("init")
    mosaic("ingest", path)

    database = Path(settings.database_url.removeprefix("sqlite:///"))
    stored = b"".join(each.read_bytes() for each in database.parent.glob(f"{database.name}*"))
    assert b"Canaryvale" in stored
