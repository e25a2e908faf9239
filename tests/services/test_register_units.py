from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from tracker.register import (
    RegisterError,
    import_bodies,
    import_units,
    load_shipped_register,
    units_for,
)
from tracker.register.mailboxes import is_mailbox
from tracker.store.register import Body, DisclosureUnit

BEFORE, ON, AFTER = date(2026, 3, 31), date(2026, 4, 1), date(2027, 4, 1)


@pytest.fixture
def units(database, tmp_path):
    """Import a units file into a register of three bodies."""
    bodies = tmp_path / "bodies.csv"
    bodies.write_text("slug,name\nnorth,North Police\nsouth,South Police\nwest,West Police\n")
    with database.writing() as session:
        import_bodies(session, bodies)
    path = tmp_path / "units.csv"

    def load(text: str):
        path.write_text(text)
        with database.writing() as session:
            return import_units(session, path)

    return load


def who_answers(database, day: date) -> dict[str, str]:
    with database.reading() as session:
        slugs = {body.id: body.slug for body in session.scalars(select(Body))}
        return {slugs[body]: unit.slug for body, unit in units_for(session, slugs, day).items()}


def mailbox(database, slug: str) -> str | None:
    with database.reading() as session:
        return session.scalar(select(DisclosureUnit.mailbox).where(DisclosureUnit.slug == slug))


def test_a_joint_unit_answers_for_its_bodies_from_its_first_day(database, units):
    units("slug,name,bodies,valid_from\njoint,Joint Unit,North Police;south,2026-04-01\n")
    assert who_answers(database, BEFORE) == {"north": "north", "south": "south", "west": "west"}
    assert who_answers(database, ON) == {"north": "joint", "south": "joint", "west": "west"}


def test_after_a_joint_unit_ends_a_body_answers_for_itself(database, units):
    units("slug,name,bodies,valid_from,valid_to\njoint,Joint,north,2026-04-01,2027-03-31\n")
    assert who_answers(database, ON)["north"] == "joint"
    assert who_answers(database, AFTER)["north"] == "north"


def test_one_unit_can_follow_another(database, units):
    units(
        "slug,name,bodies,valid_from,valid_to\n"
        "first,First,north,,2026-03-31\n"
        "second,Second,north,2026-04-01,9999-12-31\n"
    )
    assert who_answers(database, BEFORE)["north"] == "first"
    assert who_answers(database, ON)["north"] == "second"


def test_a_body_can_join_a_unit_leave_it_and_join_again(database, units):
    for text, answers in [
        ("slug,name,bodies\njoint,Joint,north\n", "joint"),
        ("slug,name,bodies\nnorth,North Police,north\n", "north"),
        ("slug,name,bodies\njoint,Joint,north\n", "joint"),
    ]:
        units(text)
        assert who_answers(database, ON)["north"] == answers


def test_the_same_units_again_change_nothing(units):
    text = (
        "slug,name,bodies,valid_from,mailbox\n"
        "joint,Joint,north;south,2026-04-01,foi@joint.example\n"
        "west,West Police,west,,\n"
    )
    assert units(text).added == 1
    report = units(text)
    assert (report.added, report.changed, report.unchanged) == (0, 0, 2)


def test_a_mailbox_is_set_kept_by_an_empty_cell_and_removed_by_a_dash(database, units):
    assert units("slug,mailbox\nnorth,foi@north.example\n").changed == 1
    assert units("slug,name,mailbox\nnorth,North Desk,\n").changed == 1
    assert mailbox(database, "north") == "foi@north.example"
    units("slug,mailbox\nnorth,-\n")
    assert mailbox(database, "north") is None


def test_every_problem_of_a_units_file_is_listed_and_nothing_is_taken(database, units):
    with pytest.raises(RegisterError) as caught:
        units(
            "slug,name,bodies,valid_from,mailbox\n"
            "joint,Joint,north;nowhere,,foi@joint.example\n"
            "rival,Rival,north,2026-04-01,\n"
            "Bad Slug,Bad,,,\n"
            "new,,,,\n"
            "west,West,,,two@x.example;three@x.example\n"
            "west,West,,tomorrow,\n"
        )
    message = str(caught.value)
    for expected in (
        'line 2: "nowhere" is not a body',
        'line 3: "north" already has a unit',
        "line 4: slug must be",
        "line 5: a new unit needs a name",
        "line 6: mailbox must be one plain",
        "line 7: valid_from must be",
    ):
        assert expected in message
    assert "two@" not in message
    assert who_answers(database, ON)["north"] == "north"


def test_the_unit_column_of_a_bodies_file_joins_bodies(database, tmp_path: Path):
    path = tmp_path / "bodies.csv"
    path.write_text("slug,name,unit\nnorth,North Police,n-and-s\nsouth,South Police,n-and-s\n")
    with database.writing() as session:
        import_bodies(session, path)
    assert who_answers(database, ON) == {"north": "n-and-s", "south": "n-and-s"}


def test_no_mailbox_ships(sqlite_database):
    with sqlite_database.writing() as session:
        load_shipped_register(session)
        assert not session.scalars(
            select(DisclosureUnit.mailbox).where(DisclosureUnit.mailbox != "")
        ).all()


@pytest.mark.parametrize(
    "address", ["foi@kent.example", "f.o-i+desk%1@a-b.police.example", "foi@localhost"]
)
def test_a_plain_address_is_a_mailbox(address):
    assert is_mailbox(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "foi",
        "foi@",
        "@kent.example",
        "a@b.example,c@d.example",
        "Kent <foi@kent.example>",
        "foi@kent.example\nBcc: x@y.example",
        "=?utf-8?q?a=0d=0aBcc=3a_x=40y=2ez?=@kent.example",
        "foi@-kent.example",
        "f oi@kent.example",
        '"foi"@kent.example',
        "f\u00f6i@kent.example",
        "a@" + "b" * 300,
    ],
)
def test_anything_else_is_no_mailbox(address):
    assert not is_mailbox(address)
