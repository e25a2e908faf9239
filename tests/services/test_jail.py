"""Hostile letters and workbooks end their reader, never the one who asked for them."""

import io
import os
import zipfile

import pytest

from tracker.sources import Incoming, UnreadableFile, read_file
from tracker.sources.jail import JailDied, jailed

ENVELOPE = "From jane@example.org Mon Jan  5 10:00:00 2026\n"
LETTER = (
    "From: Jane Doe <jane@example.org>\nTo: foi@example.org\nSubject: FOI/26/{number}\n"
    "Date: Mon, 05 Jan 2026 09:30:00 +0000\n\nHow many drones, in case {number}?\n"
)
MANY_LINES = LETTER.format(number=2) + "ab\n" * 8_000_000
"""A letter within the limit of size that takes more memory than the jail has."""
DEEP_PAGE = (
    "From: Jane Doe <jane@example.org>\nDate: Mon, 05 Jan 2026 09:30:00 +0000\n"
    "Content-Type: text/html\n\n" + "<div>" * 300_000 + "\n"
)
"""A page on which any reader works for minutes."""


def mailbox(*letters):
    return "\n".join(ENVELOPE + letter for letter in letters) + "\n"


def letters(*numbers):
    return [LETTER.format(number=number) for number in numbers]


@pytest.fixture
def read(tmp_path):
    def read_content(content, name, **choices):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(read_file(path, **choices).rows)

    return read_content


def test_a_letter_becomes_a_request_of_the_body_it_was_configured_for(read):
    (row,) = read(letters(7)[0], "letter.eml", body="kent")
    assert isinstance(row, Incoming)
    assert (row.body, row.reference, row.line) == ("kent", "FOI/26/7", 1)
    assert "jane" not in repr(row).lower()


def test_a_letter_without_a_configured_body_is_rejected_and_says_what_to_do(read):
    (row,) = read(letters(7)[0], "letter.eml")
    assert (row.code, row.fields["reference"]) == ("no-body", "FOI/26/7")
    assert "--body" in row.reason
    assert "jane" not in repr(row).lower()


def test_a_mailbox_is_cut_at_envelopes_and_nowhere_else(read):
    tricky = letters(2)[0] + "\nFrom here on it gets longer.\n\nFrom 2019 to 2025\n>From a quote\n"
    rows = read(mailbox(*letters(1), tricky, *letters(3)), "box.mbox", body="kent")
    assert [row.reference for row in rows] == ["FOI/26/1", "FOI/26/2", "FOI/26/3"]
    assert [row.line for row in rows] == [1, 2, 3]
    assert "From here on it gets longer.\n\nFrom 2019 to 2025\nFrom a quote" in rows[1].text


def test_a_letter_in_a_mailbox_that_cannot_be_read_costs_itself_only(read):
    broken = LETTER.format(number=2).replace("Date:", "X-Date:")
    rows = read(mailbox(*letters(1), broken, *letters(3)), "box.mbox", body="kent")
    assert [getattr(row, "code", "taken") for row in rows] == ["taken", "no-received", "taken"]


def test_a_letter_that_takes_minutes_is_given_up_after_seconds(read):
    (row,) = read(DEEP_PAGE, "letter.eml", body="kent")
    assert (row.line, row.code) == (1, "mail-too-hard")


def test_a_letter_that_kills_its_reader_costs_itself_only(read):
    rows = read(mailbox(*letters(1), MANY_LINES, *letters(3)), "box.mbox", body="kent")
    assert [getattr(row, "code", "taken") for row in rows] == ["taken", "mail-too-hard", "taken"]
    assert rows[1].line == 2


def test_a_letter_of_more_than_25_megabytes_is_not_parsed(read):
    huge = LETTER.format(number=2) + "x" * 76 + ("\n" + "x" * 76) * 350_000 + "\n"
    rows = read(mailbox(*letters(1), huge, *letters(3)), "box.mbox", body="kent")
    assert [getattr(row, "code", "taken") for row in rows] == ["taken", "too-large", "taken"]


def test_a_reader_that_ends_before_it_is_done_is_noticed(tmp_path):
    (tmp_path / "letter").write_text("x")
    with (tmp_path / "letter").open("rb") as file, pytest.raises(JailDied):
        list(jailed("no.such.module", (), descriptor=file.fileno()))


def sheet_archive(*chunks, entries=0):
    content = io.BytesIO()
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relation = '<Relationship Id="r1" Type="{}" Target="{}"/>'
    relations = '<?xml version="1.0"?><Relationships xmlns="{}/relationships">{}</Relationships>'
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "_rels/.rels",
            relations.format(
                package, relation.format(f"{office}/officeDocument", "xl/workbook.xml")
            ),
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            relations.format(package, relation.format(f"{office}/worksheet", "worksheets/s.xml")),
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        with archive.open("xl/worksheets/s.xml", "w") as sheet:
            sheet.write(f'<worksheet xmlns="{main}">'.encode())
            for chunk in chunks:
                sheet.write(chunk.encode())
            sheet.write(b"</worksheet>")
        for number in range(entries):
            archive.writestr(f"empty{number}", "")
    return content.getvalue()


def sheet_row(number, *values, column="ABCD"):
    cells = (
        f'<c r="{name}{number}" t="inlineStr"><is><t>{value}</t></is></c>'
        for name, value in zip(column, values, strict=False)
    )
    return f'<row r="{number}">{"".join(cells)}</row>'


ROWS = (
    sheet_row(1, "body", "reference", "received", "text")
    + sheet_row(2, "kent", "FOI/26/1", "2026-01-05", "How many?")
)  # fmt: skip


def test_the_size_that_a_sheet_claims_is_not_believed(read):
    claim = '<dimension ref="A1:XFD1048576"/>'
    (row,) = read(sheet_archive(claim, "<sheetData>", ROWS, "</sheetData>"), "a.xlsx")
    assert row.reference == "FOI/26/1"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(
            sheet_archive(
                "<sheetData>", ROWS, sheet_row(1048576, "x", column=["XFD"]), "</sheetData>"
            ),
            id="a cell in the last corner",
        ),
        pytest.param(sheet_archive("<sheetData>", *["A" * 10**6] * 30), id="tight packing"),
        pytest.param(
            sheet_archive("<sheetData>", *[os.urandom(500_000).hex()] * 210), id="more than 200 MB"
        ),
        pytest.param(
            sheet_archive("<sheetData>", ROWS, "</sheetData>", entries=1000), id="entries"
        ),
    ],
)
def test_a_workbook_that_is_a_bomb_is_refused(read, content):
    with pytest.raises(UnreadableFile) as refusal:
        read(content, "a.xlsx")
    assert refusal.value.code == "bomb"


def test_an_archive_that_lies_about_its_size_cannot_harm(read):
    text = sheet_row(3, "kent", "FOI/26/2", "2026-01-05", "A" * 300_000_000)
    content = sheet_archive("<sheetData>", ROWS, text, "</sheetData>")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        real = archive.getinfo("xl/worksheets/s.xml").file_size
    assert content.count(real.to_bytes(4, "little")) >= 1
    lie = content.replace(real.to_bytes(4, "little"), (9_000_000).to_bytes(4, "little"))
    with pytest.raises(UnreadableFile) as refusal:
        read(lie, "a.xlsx")
    assert refusal.value.code in {"bomb", "not-a-sheet"}
