import datetime as dt
from datetime import date

import pytest
import xlsxwriter

from tracker.sources import Incoming, UnreadableFile, read_file

HEADER = ["body", "reference", "received", "text", "Applicant name"]
ROW = ["kent", 26001, dt.date(2026, 1, 5), "How many?", "Jane Doe"]


@pytest.fixture
def workbook(tmp_path):
    def write(**sheets):
        path = tmp_path / "log.xlsx"
        with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
            for name, rows in sheets.items():
                sheet = book.add_worksheet(name)
                for number, row in enumerate(rows):
                    sheet.write_row(number, 0, row)
        return path

    return write


def test_cells_are_read_as_people_see_them(workbook):
    reading = read_file(workbook(Log=[HEADER, ROW]))
    rows = list(reading.rows)
    assert (reading.format, reading.profile) == ("xlsx", "generic")
    assert rows == [
        Incoming(
            line=2, body="kent", reference="26001", received=date(2026, 1, 5), text="How many?"
        )
    ]
    assert reading.dropped == {"Applicant name": 1}


def test_a_date_may_also_be_a_bare_number_or_text(workbook):
    path = workbook(Log=[HEADER, ["kent", 1, 46027, "a"], ["kent", 2, "05/01/2026", "b"]])
    assert [row.received for row in read_file(path).rows] == [date(2026, 1, 5)] * 2


def test_the_header_may_stand_below_a_title_and_lines_count_from_the_top(workbook):
    path = workbook(Log=[["Requests of January"], [], HEADER, ROW, [], [*ROW[:2], "", "x"]])
    taken, rejected = read_file(path).rows
    assert (taken.line, rejected.line, rejected.code) == (4, 6, "no-received")


def test_every_sheet_that_fits_is_read_and_the_others_are_counted(workbook):
    path = workbook(Notes=[["Read me"], ["first"]], January=[HEADER, ROW], Totals=[["a"], ["b"]],
                    February=[["February"], HEADER, [*ROW[:1], 26002, *ROW[2:]]])  # fmt: skip
    reading = read_file(path)
    assert [row.reference for row in reading.rows] == ["26001", "26002"]
    assert reading.ignored == {"sheet Notes": 1, "sheet Totals": 1}


def test_a_row_longer_than_the_header_is_rejected_without_its_cells(workbook):
    path = workbook(Log=[HEADER[:4], ROW])
    (row,) = read_file(path).rows
    assert (row.line, row.code, row.fields) == (2, "wrong-columns", {})


def test_a_workbook_without_a_fitting_sheet_is_unreadable(workbook):
    with pytest.raises(UnreadableFile) as refusal:
        read_file(workbook(Log=[["body", "text"], ["kent", "How many?"]]))
    assert refusal.value.code == "missing-column"
    with pytest.raises(UnreadableFile) as refusal:
        read_file(workbook(Log=[]))
    assert refusal.value.code == "empty-file"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04 nonsense", "not-a-sheet"),
        (b"\xd0\xcf\x11\xe0 an old workbook", "not-a-sheet"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"body,reference,received,text\n", "not-a-sheet"),
    ],
)
def test_what_is_no_workbook_is_unreadable(tmp_path, content, code):
    (tmp_path / "a.xlsx").write_bytes(content)
    with pytest.raises(UnreadableFile) as refusal:
        read_file(tmp_path / "a.xlsx", format="xlsx")
    assert refusal.value.code == code
