import gzip
import zipfile

import pytest

from tracker.sources import FORMATS, UnreadableFile, read_file

MAIL = "From: Jane Doe <jane@example.org>\nTo: foi@example.org\nSubject: Drones\n\nHow many?\n"
TABLE = "body,reference,received,text\nkent,1,2026-01-05,How many?\n"


def refusal_of(path, **choices):
    with pytest.raises(UnreadableFile) as refusal:
        read_file(path, **choices)
    assert refusal.value.reason.endswith(".")
    return refusal.value.code


def test_every_format_of_the_command_line_has_a_reader():
    assert list(FORMATS) == [
        "csv", "xlsx", "json", "jsonl", "whatdotheyknow", "atom", "eml", "mbox",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.csv", TABLE, "csv"),
        ("a.tsv", TABLE.replace(",", "\t"), "csv"),
        ("a.CSV", TABLE, "csv"),
        ("letter.txt", MAIL, "eml"),
        ("letter", MAIL, "eml"),
        ("letter.eml", "From jane@example.org Mon Jan  5 10:00:00 2026\n" + MAIL, "eml"),
        ("box.mbox", "From jane@example.org Mon Jan  5 10:00:00 2026\n" + MAIL, "mbox"),
        ("inbox", "From jane@example.org Mon Jan  5 10:00:00 2026\n" + MAIL, "mbox"),
    ],
)
def test_the_format_is_told_from_content_and_name(tmp_path, name, content, expected):
    (tmp_path / name).write_text(content)
    assert read_file(tmp_path / name, body="kent").format == expected


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("notes.txt", "Dear team,\nplease see below.\nFrom: nobody\n"),
        ("data.yml", "a: 1\nb: 2\n"),
        ("mail.yml", MAIL),
        ("letter.txt.expected", MAIL),
        ("photo.jpg", "\x00\x01\x02"),
        ("table.txt", TABLE),
    ],
)
def test_other_files_are_left_alone(tmp_path, name, content):
    (tmp_path / name).write_text(content)
    assert refusal_of(tmp_path / name) == "unknown-format"


def test_a_named_format_is_used_whatever_the_file_is_called(tmp_path):
    (tmp_path / "table.txt").write_text(TABLE)
    assert len(list(read_file(tmp_path / "table.txt", format="csv").rows)) == 1
    assert refusal_of(tmp_path / "table.txt", format="docx") == "unknown-format"


def test_what_is_no_file_is_said_to_be_none(tmp_path):
    assert refusal_of(tmp_path) == "not-a-file"
    assert refusal_of(tmp_path / "missing.csv") == "not-a-file"


def test_a_file_beyond_the_limit_is_not_opened(tmp_path):
    with (tmp_path / "huge.csv").open("wb") as file:
        file.truncate(201 * 1024 * 1024)
    assert refusal_of(tmp_path / "huge.csv") == "too-large"


def test_a_gzip_bomb_is_stopped_at_the_limit(tmp_path):
    with gzip.open(tmp_path / "bomb.csv.gz", "wb", compresslevel=1) as file:
        for _ in range(201):
            file.write(b"\0" * 1024 * 1024)
    assert refusal_of(tmp_path / "bomb.csv.gz") == "bomb"


def test_an_archive_that_is_no_workbook_is_not_unpacked(tmp_path):
    with zipfile.ZipFile(tmp_path / "requests.zip", "w") as archive:
        archive.writestr("log.csv", TABLE)
    assert refusal_of(tmp_path / "requests.zip") == "unknown-format"


def test_a_reading_that_nobody_finishes_leaves_nothing_open(tmp_path):
    (tmp_path / "a.csv").write_text(TABLE)
    for _ in range(2_000):
        reading = read_file(tmp_path / "a.csv")
        next(reading.rows)
