"""What letters say: sentences that ask, and those that recur in unrelated requests."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "asking_sentences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"], ["requests.id"], name=op.f("fk_asking_sentences_request_id_requests")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asking_sentences")),
    )
    op.create_index(op.f("ix_asking_sentences_key"), "asking_sentences", ["key"])
    op.create_index(op.f("ix_asking_sentences_request_id"), "asking_sentences", ["request_id"])
    op.create_table(
        "recurring_sentences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("dismissed", sa.Boolean(), nullable=False),
        sa.Column("found_run_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["found_run_id"], ["runs.id"], name=op.f("fk_recurring_sentences_found_run_id_runs")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recurring_sentences")),
        sa.UniqueConstraint("key", name=op.f("uq_recurring_sentences_key")),
    )


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("recurring_sentences")
    op.drop_table("asking_sentences")
