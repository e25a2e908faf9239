from datetime import date

import pytest

from tracker.sources import Incoming, Rejected, UnreadableFile, read_file

HEADER = "body,reference,received,text\n"


def row(number, text="How many drones does the force own?"):
    return f"kent,FOI/26/{number},2026-01-05,{text}\n"


@pytest.fixture
def read(tmp_path):
    def read_content(content, name="log.csv", **choices):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return list(read_file(path, **choices).rows)

    return read_content


def rejected(rows):
    return [(r.line, r.code) for r in rows if isinstance(r, Rejected)]


def references(rows):
    return [r.reference for r in rows if isinstance(r, Incoming)]


def test_the_generic_columns_become_a_request(read):
    header = "Body,REFERENCE,Received,Text,Subject,Published_URL,Published url 2,Due,Responded\n"
    line = "kent,FOI/26/1,05/01/2026,How many?,Drones,https://e.org/a#b,,2026-02-02,3 Feb 2026\n"
    (found,) = read(header + line)
    assert found == Incoming(
        line=2,
        body="kent",
        reference="FOI/26/1",
        received=date(2026, 1, 5),
        text="How many?",
        subject="Drones",
        published_url="https://e.org/a",
        due=date(2026, 2, 2),
        responded=date(2026, 2, 3),
    )


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_the_usual_encodings_are_told_apart(read, encoding):
    content = HEADER + row(1, "“Señor” café – how much?") + row(2)
    (first, second) = read(content.encode(encoding))
    assert first.text == "“Señor” café – how much?"
    assert second.reference == "FOI/26/2"


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_delimiters_are_found_by_the_header(read, delimiter):
    content = (HEADER + row(1, "one")).replace(",", delimiter)
    assert references(read(content)) == ["FOI/26/1"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_breaks_inside_a_cell_stay_and_lines_are_counted(read, end):
    content = (HEADER + row(1, '"One,\n\ntwo"') + row(2, " ")).replace("\n", end)
    first, second = read(content)
    assert first.text.replace(end, "\n") == "One,\n\ntwo"
    assert (first.line, second.line, second.code) == (2, 5, "no-text")


def test_a_missing_quote_costs_one_row_and_no_other(read):
    rows = [row(n, f'"Question {n}, in full?"') for n in range(1, 60)]
    rows[30] = row(31, '"Question 31, without its end')
    found = read(HEADER + "".join(rows))
    assert rejected(found) == [(32, "unterminated-quote")]
    assert references(found) == [f"FOI/26/{n}" for n in range(1, 60) if n != 31]


def test_a_missing_quote_costs_one_row_where_no_other_row_has_quotes(read):
    rows = [row(n) for n in range(1, 60)]
    rows[10] = row(11, '"Without an end')
    found = read(HEADER + "".join(rows))
    assert rejected(found) == [(12, "unterminated-quote")]
    assert len(references(found)) == 58


def test_a_missing_quote_that_a_later_one_closes_swallows_nothing(read):
    content = HEADER + row(1, '"Without an end') + row(2, '", a closing quote",') + row(3)
    found = read(content)
    assert references(found) == ["FOI/26/2", "FOI/26/3"]
    assert rejected(found) == [(2, "unterminated-quote")]


def test_the_rest_of_a_broken_record_is_counted_with_it(read):
    broken = 'kent,FOI/26/1,2026-01-05,"First line\nsecond line\n\nthird, and last "line" of it\n'
    found = read(HEADER + broken + row(2))
    assert rejected(found) == [(2, "unterminated-quote")]
    assert references(found) == ["FOI/26/2"]


def test_rows_of_the_wrong_shape_are_rejected_with_their_line(read):
    content = HEADER + "kent,1,2026-01-05\n" + row(2) + row(3).strip() + ",more\n" + row(4)
    found = read(content)
    assert rejected(found) == [(2, "wrong-columns"), (4, "wrong-columns")]
    assert found[0].reason == "The row has 3 columns where the header has 4."
    assert references(found) == ["FOI/26/2", "FOI/26/4"]


def test_a_row_that_cannot_be_aligned_keeps_no_fields(read):
    (found,) = read("name,body,reference,received,text\nJane Doe,kent,1,2026-01-05\n")
    assert found.fields == {}


def test_empty_cells_and_empty_rows_at_the_end_do_no_harm(read):
    content = HEADER + row(1).strip() + ",,\n\n,,,\n" + row(2)
    assert references(read(content)) == ["FOI/26/1", "FOI/26/2"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("kent,1,31/02/2026,How many?", "impossible-date"),
        ("kent,1,12/31/2026,How many?", "month-first-date"),
        ("kent,1,2026-01-05,  ", "no-text"),
        ("kent,,2026-01-05,How many?", "no-reference"),
        (",1,2026-01-05,How many?", "no-body"),
        ("kent,1,,How many?", "no-received"),
        ("kent,1,2026-01-05,How\0 many?", "nul-character"),
        (f"kent,{'9' * 201},2026-01-05,How many?", "long-reference"),
    ],
)
def test_a_bad_value_costs_its_row_and_names_its_column(read, line, code):
    bad, good = read(HEADER + line + "\n" + row(2))
    assert (bad.line, bad.code) == (2, code)
    assert "The column " in bad.reason
    assert good.reference == "FOI/26/2"


def test_one_line_in_another_encoding_is_rejected_and_the_others_kept(read):
    lines = [HEADER, row(1, "café"), row(2, "café"), row(3, "café"), row(4, "plain")]
    content = b"".join(line.encode("cp1252" if n == 2 else "utf-8") for n, line in enumerate(lines))
    found = read(content)
    assert rejected(found) == [(3, "wrong-encoding")]
    assert [r.text for r in found if isinstance(r, Incoming)] == ["café", "café", "plain"]


def test_a_long_cell_is_kept_and_a_giant_one_rejected(read):
    long, giant = read(HEADER + row(1, "a" * 500_000) + row(2, "b" * 2_100_000))
    assert len(long.text) == 500_000
    assert (giant.line, giant.code) == (3, "giant-cell")
    assert len(giant.fields["text"]) == 10_000


def test_a_line_longer_than_any_line_is_rejected_without_its_content(read):
    found = read(HEADER + row(1, "a" * 9_000_000) + row(2))
    assert rejected(found) == [(2, "giant-cell")]
    assert references(found) == ["FOI/26/2"]


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff\n"])
def test_a_file_that_holds_nothing_is_unreadable(read, content):
    with pytest.raises(UnreadableFile) as refusal:
        read(content)
    assert refusal.value.code == "empty-file"


def test_a_header_alone_holds_no_requests(read):
    assert read(HEADER) == []


def test_a_column_that_is_there_twice_makes_the_file_unreadable(read):
    with pytest.raises(UnreadableFile) as refusal:
        read("body,reference,received,text,Text\nkent,1,2026-01-05,a,b\n")
    assert refusal.value.code == "double-column"
