"""What bodies answered, each state of it, beginning with what is known so far."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_SAID = ("outcome", "outcome_as_written", "exemptions", "responded", "published_url")


def upgrade() -> None:
    """Make the table; an answer that is there already counts from the run that last touched it."""
    op.create_table(
        "answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=24), nullable=False),
        sa.Column("outcome_as_written", sa.String(length=200), nullable=False),
        sa.Column("exemptions", sa.Text(), nullable=False),
        sa.Column("responded", sa.Date(), nullable=True),
        sa.Column("published_url", sa.Text(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_run_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["noted_run_id"], ["runs.id"], name=op.f("fk_answers_noted_run_id_runs")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["requests.id"], name=op.f("fk_answers_request_id_requests")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
    )
    op.create_index(op.f("ix_answers_request_id_position"), "answers", ["request_id", "position"])
    _fill()


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("answers")


def _fill() -> None:
    requests = sa.table("requests", *map(sa.column, ("id", "last_run_id", *_SAID)))
    runs = sa.table("runs", sa.column("id"), sa.column("started_at"))
    answers = sa.table(
        "answers", *map(sa.column, ("request_id", *_SAID, "noted_at", "noted_run_id"))
    )
    answered = sa.or_(
        requests.c.outcome != "pending",
        requests.c.responded.is_not(None),
        requests.c.exemptions != "",
    )
    known = (
        sa.select(
            requests.c.id,
            *(requests.c[name] for name in _SAID),
            runs.c.started_at,
            requests.c.last_run_id,
        )
        .join(runs, runs.c.id == requests.c.last_run_id)
        .where(answered)
        .order_by(requests.c.id)
    )
    op.execute(sa.insert(answers).from_select([column.name for column in answers.c], known))
