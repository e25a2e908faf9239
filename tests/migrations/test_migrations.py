"""Migrations go up and down on both databases and lose no row on the way."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, func, inspect, select, text

from tracker.store.engine import Database
from tracker.store.schema import (
    SchemaMismatch,
    SchemaState,
    downgrade,
    migrations_dir,
    require_current,
    schema_state,
    upgrade,
)
from tracker.store.tables import Base

NIGHT = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
DAY = date(2026, 3, 29)

AWKWARD_ROWS: dict[str, list[dict[str, Any]]] = {
    "bodies": [
        {"id": 1, "slug": "old-force", "name": "O'Old – Force", "successor_id": 2},
        {"id": 2, "slug": "new-force", "name": "Heddlu Nŵydd", "regime": "FOISA"},
    ],
    "body_aliases": [{"id": 1, "body_id": 1, "alias": "Old & Co", "folded": "old & co"}],
    "disclosure_units": [{"id": 1, "slug": "joint-unit", "mailbox": "foi@joint.example"}],
    "unit_bodies": [
        {"id": 1, "unit_id": 1, "body_id": 1, "valid_to": DAY},
        {"id": 2, "unit_id": 1, "body_id": 2},
    ],
    "runs": [{"id": 1, "kind": "ingest", "status": "failed"}],
    "sources": [{"id": 1, "name": "old-force: csv", "body_id": 1}],
    "run_files": [
        {"id": 1, "run_id": 1, "source_id": 1, "status": "accepted", "rows_in": 1, "stored": 1}
    ],
    "quarantined_rows": [{"id": 1, "run_file_id": 1, "fields": {"body": "Nowhere\u2028Police"}}],
    "requests": [
        {"id": n, "body_id": n, "first_run_id": 1, "last_run_id": 1, "text": "Ŵ’ 'quoted' %s {x}"}
        for n in (1, 2)
    ],
    "answers": [
        {"id": 1, "request_id": 1, "noted_run_id": 1, "exemptions": "Ŵ’ s.31(1)(a) %s {x}"},
        {"id": 2, "request_id": 1, "noted_run_id": 1, "position": 2, "responded": DAY},
    ],
    "request_revisions": [{"id": 1, "request_id": 1, "replaced_run_id": 1}],
    "question_texts": [{"id": n, "sha256": str(n) * 64} for n in (1, 2)],
    "questions": [{"id": n, "request_id": n, "text_id": n} for n in (1, 2)],
    "question_vectors": [{"id": 1, "text_id": 1, "vector": b"\x00\xff" * 8}],
    "matches": [{"id": 1, "text_a_id": 1, "text_b_id": 2}],
    "campaigns": [
        {"id": 1, "created_run_id": 1, "changed_run_id": 1, "merged_into_id": 2},
        {"id": 2, "created_run_id": 1, "changed_run_id": 1},
    ],
    "campaign_questions": [{"question_id": 1, "campaign_id": 2, "joined_run_id": 1}],
    "campaign_topics": [
        {"campaign_id": 2, "topics": [{"slug": "ŷ'%s", "likeness": 0.5}], "run_id": 1}
    ],
    "alerts": [{"id": 1, "unit_id": 1, "campaign_id": 2, "status": "pending"}],
    "series_links": [
        {
            "id": 1,
            "campaign_a_id": 1,
            "campaign_b_id": 2,
            "differs": [{"kind": "place", "a": "Ynys Môn", "b": 'D\'Arcy\u2028"%s"'}],
            "likeness": 0.9,
            "run_id": 1,
        }
    ],
    "series_readings": [{"campaign_id": 1, "place": 0, "fingerprint": "f" * 64}],
    "campaign_summaries": [
        {"campaign_id": 2, "refreshed_run_id": 1, "outcomes": {"ncnd": 1}, "next_due": DAY}
    ],
    "pair_decisions": [
        {
            "id": 1,
            "question_a_id": 1,
            "question_b_id": 2,
            "request_a_id": 1,
            "request_b_id": 2,
            "text_a_id": 1,
            "text_b_id": 2,
            "verdict": "same",
            "reason": "Ŵ’ 'both' %s {x}",
            "withdrawn_at": NIGHT,
            "withdrawn_by": "A",
            "withdrawn_reason": "B",
        },
        {
            "id": 2,
            "question_a_id": 1,
            "question_b_id": 2,
            "request_a_id": 1,
            "request_b_id": 2,
            "text_a_id": 2,
            "text_b_id": 1,
            "verdict": "different",
        },
        {
            "id": 3,
            "question_a_id": 1,
            "question_b_id": 77,
            "request_a_id": 1,
            "request_b_id": 2,
            "text_a_id": 1,
            "text_b_id": 2,
            "verdict": "same",
        },
    ],
    "advice": [
        {
            "id": 1,
            "campaign_id": 2,
            "version": 1,
            "status": "withdrawn",
            "line": "Ŵ’ 'line' %s {x}",
            "factors_for": ['"quoted"\u2028'],
            "withdrawn_at": NIGHT,
            "withdrawn_by": "A",
            "withdrawn_reason": "B",
        },
        {"id": 2, "campaign_id": 2, "version": 2, "status": "superseded"},
        {"id": 3, "campaign_id": 2, "version": 3, "status": "issued"},
    ],
    "advice_acknowledgements": [
        {"id": 1, "advice_id": 3, "unit_id": 1, "response": "adopt", "reason": ""},
        {"id": 2, "advice_id": 3, "unit_id": 1, "response": "decline", "reason": "Ŵ’ %s {x}"},
    ],
    "campaign_events": [
        {"id": 2, "kind": "undo", "campaign_id": 2, "data": {}, "undoes_id": 1},
        {
            "id": 1,
            "kind": "split",
            "campaign_id": 2,
            "reason": "Ŵ’ 'both' %s {x}",
            "data": {"pins": [[77, 1, 1, -77]], "title": 'D\'Arcy\u2028"%s"'},
        },
        {"id": 3, "kind": "not-a-campaign", "campaign_id": 1, "data": {}},
    ],
    "asking_sentences": [{"id": 1, "request_id": 1, "key": "#é"}],
    "recurring_sentences": [
        {"id": 1, "key": "#é", "found_run_id": 1},
        {"id": 2, "key": "k", "found_run_id": 1, "dismissed": True},
    ],
    "sentence_changes": [{"id": 1, "sentence_id": 1, "reason": "Ŵ’ 'quoted' %s {x}"}],
}
"""By table, parents first; columns that a row leaves out get a value of their type."""


def revisions() -> list[str]:
    scripts = ScriptDirectory(str(migrations_dir())).walk_revisions()
    return [script.revision for script in reversed(list(scripts))]


def counts(database: Database) -> dict[str, int]:
    with database.reader.connect() as connection:
        known = MetaData()
        known.reflect(connection)
        return {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in known.tables.values()
            if table.name != "alembic_version"
        }


def fill(database: Database) -> None:
    """Put the awkward rows into every table that is there and still empty."""
    with database.engine.begin() as connection:
        known = MetaData()
        known.reflect(connection)
        for name, rows in AWKWARD_ROWS.items():
            table = known.tables.get(name)
            if table is None or connection.scalar(select(func.count()).select_from(table)):
                continue
            for row in reversed(rows):
                filled = {
                    column.name: value_for(column.type.python_type)
                    for column in table.columns
                    if not column.nullable
                }
                connection.execute(table.insert().values(filled | row))


def value_for(kind: type) -> Any:
    if kind is str:
        return "FOIA"
    samples = {
        int: 0,
        float: 0.5,
        bool: False,
        bytes: b"",
        date: DAY,
        datetime: NIGHT,
        dict: {},
        object: {},
    }
    return samples[kind]


def shape(database: Database) -> dict[str, list[str]]:
    found = inspect(database.reader)
    return {
        table: sorted(
            [f"{column['name']} {column['type']} {column['nullable']}" for column in columns]
            + [str(index["name"]) for index in found.get_indexes(table)]
            + [str(key["name"]) for key in found.get_foreign_keys(table)]
            + [str(check["name"]) for check in found.get_check_constraints(table)]
        )
        for table in found.get_table_names()
        if (columns := found.get_columns(table))
    }


def test_there_is_one_head_and_the_migrations_are_numbered() -> None:
    found = revisions()
    assert found == [f"{number:04}" for number in range(1, len(found) + 1)]
    files = {path.name[:5] for path in (migrations_dir() / "versions").glob("*.py")}
    assert files == {f"{revision}_" for revision in found}


def test_every_table_has_awkward_rows() -> None:
    assert set(AWKWARD_ROWS) == set(Base.metadata.tables)


def test_no_step_up_or_down_loses_a_row(empty_database: Database) -> None:
    earlier = "base"
    for revision in revisions():
        before = counts(empty_database)
        upgrade(empty_database, revision)
        assert {**counts(empty_database), **before} == counts(empty_database)
        fill(empty_database)
        full, tables = counts(empty_database), shape(empty_database)
        assert all(full.values())
        downgrade(empty_database, earlier)
        assert counts(empty_database) == before
        upgrade(empty_database, revision)
        assert shape(empty_database) == tables
        assert {**counts(empty_database), **before} == counts(empty_database)
        fill(empty_database)
        earlier = revision
    assert set(full) == set(Base.metadata.tables)


def test_the_tables_equal_the_models(database: Database) -> None:
    with database.reader.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_server_default": True, "compare_type": True}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_upgrading_twice_changes_nothing(database: Database) -> None:
    fill(database)
    before = counts(database)
    upgrade(database)
    assert counts(database) == before


def test_foreign_keys_are_checked_again_after_an_upgrade(empty_database: Database) -> None:
    upgrade(empty_database)
    with empty_database.writing() as session, pytest.raises(Exception, match=r"(?i)foreign key"):
        session.execute(
            text("INSERT INTO body_aliases (id, body_id, alias, folded) VALUES (1, 9, 'x', 'x')")
        )


def test_the_state_says_how_a_database_stands(empty_database: Database) -> None:
    assert schema_state(empty_database) is SchemaState.EMPTY
    with pytest.raises(SchemaMismatch, match="mosaic init"):
        require_current(empty_database)
    upgrade(empty_database, "0001")
    assert schema_state(empty_database) is SchemaState.BEHIND
    with pytest.raises(SchemaMismatch, match="older"):
        require_current(empty_database)
    upgrade(empty_database)
    assert schema_state(empty_database) is SchemaState.CURRENT
    require_current(empty_database)


def test_a_database_of_a_newer_program_is_refused_and_left_alone(database: Database) -> None:
    with database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert schema_state(database) is SchemaState.NEWER
    for change in (require_current, upgrade, lambda found: downgrade(found, "base")):
        with pytest.raises(SchemaMismatch, match="newer Mosaic"):
            change(database)
    assert set(counts(database)) == set(Base.metadata.tables)


def test_a_database_of_another_program_is_refused(empty_database: Database) -> None:
    with empty_database.writing() as session:
        session.execute(text("CREATE TABLE customers (id INTEGER)"))
    with pytest.raises(SchemaMismatch, match="another program"):
        upgrade(empty_database)
    assert set(counts(empty_database)) == {"customers"}


def rows(database: Database, table: str) -> list[tuple[Any, ...]]:
    with database.reader.connect() as connection:
        known = MetaData()
        known.reflect(connection, only=[table])
        found = known.tables[table]
        return [tuple(row) for row in connection.execute(select(found).order_by(found.c.id))]


def test_the_number_of_a_question_that_is_gone_is_never_given_again(
    empty_database: Database,
) -> None:
    upgrade(empty_database, "0006")
    fill(empty_database)
    before = rows(empty_database, "questions")
    upgrade(empty_database, "0007")
    assert rows(empty_database, "questions") == before
    tables = shape(empty_database)
    another = "INSERT INTO questions (request_id, position, label, display, text_id) VALUES "
    for position in (8, 9):
        with empty_database.writing() as session:
            if not empty_database.is_sqlite and position == 8:
                session.execute(text("SELECT setval('questions_id_seq', 2)"))
            session.execute(text(f"{another} (1, {position}, '', 'words', 1)"))
        newest = rows(empty_database, "questions")[-1]
        assert newest[0] == position - 5
        with empty_database.writing() as session:
            session.execute(text(f"DELETE FROM questions WHERE id = {newest[0]}"))
    assert rows(empty_database, "questions") == before
    downgrade(empty_database, "0006")
    assert rows(empty_database, "questions") == before
    assert shape(empty_database) == tables
    with empty_database.writing() as session, pytest.raises(Exception, match=r"(?i)foreign key"):
        session.execute(text("DELETE FROM questions WHERE id = 1"))


def test_sentences_learned_before_are_in_force_and_those_people_added_keep_a_run(
    empty_database: Database,
) -> None:
    upgrade(empty_database, "0009")
    fill(empty_database)
    upgrade(empty_database, "0010")
    with empty_database.writing() as session:
        found = session.execute(
            text("SELECT id, learned, in_force, added FROM recurring_sentences ORDER BY id")
        )
        assert [tuple(map(int, row)) for row in found] == [(1, 1, 1, 0), (2, 1, 0, 0)]
        session.execute(text("UPDATE recurring_sentences SET found_run_id = NULL WHERE id = 2"))
    downgrade(empty_database, "0009")
    assert [row[0] for row in rows(empty_database, "recurring_sentences")] == [1, 2]
    with empty_database.reading() as session:
        runs = session.scalars(text("SELECT found_run_id FROM recurring_sentences")).all()
    assert runs == [1, 1]


def test_what_was_answered_before_is_the_first_state_of_its_answer(
    empty_database: Database,
) -> None:
    before, after = revisions()[revisions().index("0012") - 1], "0012"
    upgrade(empty_database, before)
    fill(empty_database)
    with empty_database.writing() as session:
        session.execute(text("UPDATE requests SET outcome = 'pending' WHERE id = 1"))
        session.execute(
            text("UPDATE requests SET outcome = 'ncnd', exemptions = 's.31(3)' WHERE id = 2")
        )
        for statement in (
            "UPDATE requests SET exemptions = '', responded = NULL WHERE id = 1",
            "UPDATE requests SET responded = '2026-03-28' WHERE id = 2",
        ):
            session.execute(text(statement))
    upgrade(empty_database, after)
    (found,) = rows(empty_database, "answers")
    assert found[1:5] == (2, None, "ncnd", "FOIA")
    assert found[5:7] == ("s.31(3)", date(2026, 3, 28))
    assert found[8].replace(tzinfo=UTC) == NIGHT
    assert found[9] == 1


STEP = """
import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{earlier}"


def upgrade():
    {steps}
"""

PARENT_AND_CHILD = """op.create_table("parent", sa.Column("id", sa.Integer, primary_key=True))
    op.create_table(
        "child",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("parent_id", sa.Integer, sa.ForeignKey("parent.id", ondelete="CASCADE")),
    )
    op.execute("INSERT INTO parent (id) VALUES (1)")
    op.execute("INSERT INTO child (id, parent_id) VALUES (1, 1), (2, 1)")"""

REBUILD_PARENT = """with op.batch_alter_table("parent", recreate="always") as batch:
        batch.add_column(sa.Column("name", sa.String(10)))"""

ORPHANS = """op.execute("DELETE FROM parent")"""


@pytest.fixture
def later(tmp_path: Path) -> Config:
    """Give the project's migrations with two more, in a folder of the test's own."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrations_dir(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    earlier = revisions()[-1]
    for revision, steps in (("9001", PARENT_AND_CHILD), ("9002", REBUILD_PARENT)):
        step = STEP.format(revision=revision, earlier=earlier, steps=steps)
        (folder / "versions" / f"{revision}_later.py").write_text(step)
        earlier = revision
    config = Config()
    config.set_main_option("script_location", str(folder))
    return config


def run(config: Config, database: Database, revision: str) -> None:
    with database.engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def test_rebuilding_a_table_does_not_delete_the_rows_that_point_at_it(
    sqlite_database: Database, later: Config
) -> None:
    run(later, sqlite_database, "9001")
    assert counts(sqlite_database)["child"] == 2
    run(later, sqlite_database, "9002")
    assert counts(sqlite_database)["child"] == 2
    with sqlite_database.reader.connect() as connection:
        assert "name" in {column["name"] for column in inspect(connection).get_columns("parent")}


def test_a_migration_that_leaves_a_row_pointing_at_nothing_is_undone(
    sqlite_database: Database, later: Config, tmp_path: Path
) -> None:
    run(later, sqlite_database, "9001")
    step = STEP.format(revision="9002", earlier="9001", steps=ORPHANS)
    (tmp_path / "migrations" / "versions" / "9002_later.py").write_text(step)
    with pytest.raises(RuntimeError, match="2 rows would point at nothing, in child"):
        run(later, sqlite_database, "9002")
    assert counts(sqlite_database)["parent"] == 1
    with sqlite_database.reader.connect() as connection:
        assert MigrationContext.configure(connection).get_current_revision() == "9001"
