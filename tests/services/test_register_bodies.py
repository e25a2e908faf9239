import gzip
import json
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tracker.register import Directory, RegisterError, import_bodies, load_shipped_register
from tracker.store.register import Body, BodyAlias, DisclosureUnit, UnitBody

DAY = date(2026, 11, 20)
SHARED = Path(__file__).parents[3] / "shared" / "data"


@pytest.fixture
def register_file(tmp_path):
    def write(text: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / "bodies.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return write


def import_text(database, path):
    with database.writing() as session:
        return import_bodies(session, path)


def directory(database) -> Directory:
    with database.reading() as session:
        return Directory.load(session, DAY)


def counts(database) -> list[int]:
    with database.reading() as session:
        return [
            session.scalar(select(func.count()).select_from(table))
            for table in (Body, BodyAlias, DisclosureUnit, UnitBody)
        ]


def test_the_shipped_register_has_every_body_with_a_unit(database):
    with database.writing() as session:
        report = load_shipped_register(session)
    entries = directory(database).all()
    assert (report.added, len(entries)) == (120, 120)
    assert all(entry.unit_id for entry in entries)
    assert directory(database).find("Heddlu Gogledd Cymru").slug == "north-wales"


def test_loading_the_shipped_register_again_changes_nothing(sqlite_database):
    with sqlite_database.writing() as session:
        load_shipped_register(session)
    before = counts(sqlite_database)
    with sqlite_database.writing() as session:
        report = load_shipped_register(session)
    assert (report.added, report.changed) == (0, 0)
    assert counts(sqlite_database) == before


def test_loading_the_shipped_register_leaves_what_people_changed(sqlite_database, register_file):
    with sqlite_database.writing() as session:
        load_shipped_register(session)
    import_text(sqlite_database, register_file("slug,name\nkent,Kent and Medway Police\n"))
    with sqlite_database.writing() as session:
        load_shipped_register(session)
    assert directory(sqlite_database).find("kent").name == "Kent and Medway Police"


def test_joint_units_ship_only_where_there_is_evidence(sqlite_database):
    with sqlite_database.writing() as session:
        load_shipped_register(session)
    found = directory(sqlite_database)
    unit = {slug: found.find(slug).unit_id for slug in ("norfolk", "suffolk", "kent", "essex")}
    assert unit["norfolk"] == unit["suffolk"]
    assert unit["kent"] != unit["essex"]
    beds, cambs, herts = (
        found.find(slug).unit_id for slug in ("bedfordshire", "cambridgeshire", "hertfordshire")
    )
    assert beds == cambs == herts


def test_wmp_is_the_west_midlands_which_owns_the_alias(sqlite_database):
    with sqlite_database.writing() as session:
        load_shipped_register(session)
    assert directory(sqlite_database).find("WMP").slug == "west-midlands"


def test_a_list_of_slugs_and_names_is_enough(database, register_file):
    path = register_file(
        "slug,name\n"
        'dcms,"Department for Culture, Media and Sport"\n'
        "speakers-committee,Speaker\u2019s Committee on the Electoral Commission\n"
        "mod,Ministry of Defence\n"
        '"labour","Labour, Citizens\' Services and Open Government"\n'
        '"labour-2","Labour, Citizens Services and Open Government"\n'
    )
    assert import_text(database, path).added == 5
    found = directory(database)
    assert found.find("department for culture, media & sport").slug == "dcms"
    assert found.find("Speaker's Committee on the Electoral Commission").slug == (
        "speakers-committee"
    )
    assert found.find("MOD").regime == "FOIA"
    assert found.find("the Ministry of Defence").slug == "mod"
    assert found.find("Labour, Citizens Services and Open Government").slug == "labour-2"


def test_every_name_of_a_body_finds_it_and_its_own_unit_answers(database, register_file):
    path = register_file(
        "slug,name,short_name,aliases,nation,regime,region,kind,tile_row,tile_col,valid_from,note\n"
        "north,Northshire Police,Northshire,Northshire Constabulary;N&S Force,Scotland,foisa,"
        "Highlands,territorial,3,4,2013-04-01,ignored\n"
    )
    import_text(database, path)
    found = directory(database)
    names = (
        "north",
        "NORTHSHIRE POLICE",
        "northshire",
        "Northshire  Constabulary",
        "n and s force",
    )
    assert {found.find(name).slug for name in names} == {"north"}
    entry = found.find("north")
    assert (entry.regime, entry.valid_from) == ("FOISA", date(2013, 4, 1))
    assert "north" not in entry.names
    assert {"Northshire Police", "N&S Force"} <= set(entry.names)
    with database.reading() as session:
        assert session.get_one(DisclosureUnit, entry.unit_id).slug == "north"


def test_the_same_file_again_changes_nothing(database, register_file):
    path = register_file("slug,name,aliases,unit\na,Alpha,First;AL-PHA,joint\nb,Beta,,joint\n")
    import_text(database, path)
    before = counts(database)
    report = import_text(database, path)
    assert (report.added, report.changed, report.unchanged) == (0, 0, 2)
    assert counts(database) == before == [2, 6, 1, 2]


def test_a_file_updates_what_it_states_and_leaves_the_rest(database, register_file):
    import_text(database, register_file("slug,name,region,aliases\na,Alpha,North,Al;Alf\n"))
    report = import_text(database, register_file("slug,name\na,Alpha Two\n"))
    found = directory(database)
    assert (report.added, report.changed) == (0, 1)
    assert found.find("Alf").name == "Alpha Two"
    assert found.find("Alpha").slug == "a"
    with database.reading() as session:
        assert session.scalar(select(Body.region)) == "North"


def test_a_name_can_move_from_one_body_to_another(database, register_file):
    import_text(database, register_file("slug,name,aliases\na,Alpha,WMX\nb,Beta,\n"))
    import_text(database, register_file("slug,name,aliases\nb,Beta,WMX\na,Alpha,\n"))
    assert directory(database).find("wmx").slug == "b"


def test_an_ended_body_points_at_its_successor_and_still_resolves(database, register_file):
    import_text(
        database,
        register_file(
            "slug,name,valid_to,successor\nold,Old Force,2026-03-31,new\nnew,New Force,,\n"
        ),
    )
    entry = directory(database).find("Old Force")
    assert entry.exists_on(date(2026, 3, 31))
    assert not entry.exists_on(date(2026, 4, 1))
    with database.reading() as session:
        new = session.scalar(select(Body.id).where(Body.slug == "new"))
        assert session.get_one(Body, entry.id).successor_id == new


def test_every_problem_of_a_file_is_listed_and_nothing_is_taken(database, register_file):
    import_text(database, register_file("slug,name,aliases\nkept,Kept Police,KP\n"))
    before = counts(database)
    path = register_file(
        "slug,name,aliases,regime,tile_row,valid_from,valid_to,successor\n"
        "good,Good Police,,FOIA,1,,,\n"
        "Bad Slug,Bad,,,,,,\n"
        "noname,,,,,,,\n"
        "law,Law,,FOIX,,,,\n"
        "tile,Tile,,,-1,,,\n"
        "date,Date,,,,01/02/2026,,\n"
        "ends,Ends,,,,2026-02-01,2026-01-01,\n"
        "heir,Heir,,,,,,nobody\n"
        "thief,Thief,KP.;kp,,,,,\n"
        "good,Good Again,,,,,,\n"
        "other,GOOD POLICE,,,,,,\n"
    )
    with pytest.raises(RegisterError) as caught:
        import_text(database, path)
    lines = str(caught.value).splitlines()
    assert lines[0] == "nothing was imported: 10 problems"
    for expected in (
        "line 3: slug must be",
        "line 4: name is empty",
        "line 5: regime must be",
        "line 6: tile_row must be",
        "line 7: valid_from must be",
        "line 8: valid_to is before",
        'line 9: successor "nobody"',
        'line 10: "KP." is already a name of kept',
        'line 11: slug "good" is already on line 2',
        'line 12: "GOOD POLICE" is already a name of good',
    ):
        assert any(line.startswith(expected) for line in lines), expected
    assert counts(database) == before


def test_lines_are_counted_in_the_file_also_after_a_cell_of_two_lines(
    sqlite_database, register_file
):
    path = register_file('slug,name,note\na,Alpha,"two\nlines"\n\nb,,\n')
    with pytest.raises(RegisterError, match="line 5: name is empty"):
        import_text(sqlite_database, path)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "line 1: the file needs a column named slug and name"),
        ("name\nAlpha\n", "line 1: the file needs a column named slug"),
        ("slug,name,slug\na,Alpha,b\n", "line 1: two columns are named slug"),
        ("slug,name\na,Department for Culture, Media and Sport\n", "line 2: more cells"),
        ('slug,name\na,Alpha\nb,"Beta\n', "line 3: not readable as CSV"),
    ],
)
def test_a_file_that_is_no_register_is_refused_with_its_line(
    sqlite_database, register_file, text, reason
):
    with pytest.raises(RegisterError, match=reason):
        import_text(sqlite_database, register_file(text))


def test_a_missing_file_is_refused(sqlite_database, tmp_path):
    with pytest.raises(RegisterError, match="cannot be opened"):
        import_text(sqlite_database, tmp_path / "none.csv")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_saved_by_a_spreadsheet_program_is_read(sqlite_database, register_file, encoding):
    path = register_file("Slug,NAME\r\nmon,Ynys Môn\u2019s Force\r\n", encoding)
    import_text(sqlite_database, path)
    assert directory(sqlite_database).find("ynys mon's force").name == "Ynys Môn\u2019s Force"


def test_an_unknown_body_is_not_guessed_but_the_nearest_names_are_given(sqlite_database):
    with sqlite_database.writing() as session:
        load_shipped_register(session)
    found = directory(sqlite_database)
    assert found.find("Avon and Somerst Constabluary") is None
    nearest = found.nearest("Avon and Somerst Constabluary")
    assert nearest[0] == "Avon and Somerset Constabulary"
    assert len(set(nearest)) == 3
    assert found.find("I live in Dorset and ask Dorset Police") is None
    assert len(found.nearest("x" * 100_000)) == 3
    assert found.find("") is None


def test_real_departments_and_ministries_resolve_in_every_file(sqlite_database, register_file):
    if not SHARED.exists():
        pytest.skip("needs ../shared/data")
    for name in ("parliament_questions", "british_columbia_requests"):
        lines = gzip.decompress((SHARED / f"{name}.jsonl.gz").read_bytes()).splitlines()
        names = sorted({json.loads(line)["body"] for line in lines})
        rows = "".join(f'{name[:2]}-{n},"{body}"\n' for n, body in enumerate(names))
        with sqlite_database.writing() as session:
            session.query(UnitBody).delete()
            session.query(BodyAlias).delete()
            session.query(Body).delete()
        assert import_text(sqlite_database, register_file("slug,name\n" + rows)).added == len(names)
        found = directory(sqlite_database)
        assert [found.find(body).name for body in names] == names
