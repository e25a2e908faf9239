"""The words of sentences that ask, what people say of recurring ones, and who read a request."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_FLAGS = ("learned", "added", "in_force")


def upgrade() -> None:
    """Add the columns and the table; what was learned so far is in force unless dismissed."""
    _add("requests", sa.Column("read_with", sa.String(length=40), nullable=False))
    op.create_index(op.f("ix_requests_read_with"), "requests", ["read_with"])
    _add("asking_sentences", sa.Column("words", sa.Text(), nullable=False))
    _add(
        "recurring_sentences",
        sa.Column("words", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in _FLAGS),
    )
    with op.batch_alter_table("recurring_sentences") as batch:
        batch.alter_column("found_run_id", existing_type=sa.Integer(), nullable=True)
    sentences = sa.table(
        "recurring_sentences", sa.column("dismissed"), sa.column("learned"), sa.column("in_force")
    )
    op.execute(sa.update(sentences).values(learned=sa.true(), in_force=~sentences.c.dismissed))
    op.create_table(
        "sentence_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sentence_id", sa.Integer(), nullable=False),
        sa.Column("change", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changed_by", sa.String(length=120), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["sentence_id"],
            ["recurring_sentences.id"],
            name=op.f("fk_sentence_changes_sentence_id_recurring_sentences"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sentence_changes")),
    )
    op.create_index(op.f("ix_sentence_changes_sentence_id"), "sentence_changes", ["sentence_id"])


def downgrade() -> None:
    """Take them away again; a sentence that people added stands with the last run."""
    op.drop_table("sentence_changes")
    op.execute(
        "UPDATE recurring_sentences SET found_run_id = (SELECT max(id) FROM runs) "
        "WHERE found_run_id IS NULL"
    )
    op.execute("DELETE FROM recurring_sentences WHERE found_run_id IS NULL")
    with op.batch_alter_table("recurring_sentences") as batch:
        batch.alter_column("found_run_id", existing_type=sa.Integer(), nullable=False)
        for name in ("words", *_FLAGS):
            batch.drop_column(name)
    with op.batch_alter_table("asking_sentences") as batch:
        batch.drop_column("words")
    op.drop_index(op.f("ix_requests_read_with"), table_name="requests")
    with op.batch_alter_table("requests") as batch:
        batch.drop_column("read_with")


def _add(table: str, *columns: sa.Column[str] | sa.Column[bool]) -> None:
    """Add columns that must have a value: empty or false in the rows that are there."""
    with op.batch_alter_table(table) as batch:
        for column in columns:
            empty = sa.false() if isinstance(column.type, sa.Boolean) else ""
            column.server_default = sa.DefaultClause(empty)
            batch.add_column(column)
    with op.batch_alter_table(table) as batch:
        for column in columns:
            batch.alter_column(column.name, existing_type=column.type, server_default=None)
