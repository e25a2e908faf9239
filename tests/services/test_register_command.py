"""`mosaic bodies import` tells a list of units' mailboxes from a list of bodies."""

from sqlalchemy import select

from tracker.store.tables import DisclosureUnit


def test_a_file_of_mailboxes_alone_goes_to_the_units(mosaic, tmp_path, sqlite_database):
    assert mosaic("init").exit_code == 0
    path = tmp_path / "mailboxes.csv"
    path.write_text("slug,mailbox\nkent,disclosure@kent.invalid\n")
    done = mosaic("bodies", "import", path)
    assert done.exit_code == 0, done.output
    with sqlite_database.reading() as session:
        unit = select(DisclosureUnit.mailbox).where(DisclosureUnit.slug == "kent")
        assert session.scalar(unit) == "disclosure@kent.invalid"
