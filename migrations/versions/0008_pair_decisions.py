"""What people decided about pairs of questions."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "pair_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_a_id", sa.Integer(), nullable=False),
        sa.Column("question_b_id", sa.Integer(), nullable=False),
        sa.Column("request_a_id", sa.Integer(), nullable=False),
        sa.Column("request_b_id", sa.Integer(), nullable=False),
        sa.Column("text_a_id", sa.Integer(), nullable=False),
        sa.Column("text_b_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=9), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(length=120), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.String(length=120), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=True),
        sa.CheckConstraint("question_a_id < question_b_id", name=op.f("ck_pair_decisions_order")),
        sa.CheckConstraint(
            "verdict IN ('same', 'different')", name=op.f("ck_pair_decisions_verdict")
        ),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by IS NULL) "
            "AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL)",
            name=op.f("ck_pair_decisions_withdrawn"),
        ),
        sa.ForeignKeyConstraint(
            ["request_a_id"], ["requests.id"], name=op.f("fk_pair_decisions_request_a_id_requests")
        ),
        sa.ForeignKeyConstraint(
            ["request_b_id"], ["requests.id"], name=op.f("fk_pair_decisions_request_b_id_requests")
        ),
        sa.ForeignKeyConstraint(
            ["text_a_id"],
            ["question_texts.id"],
            name=op.f("fk_pair_decisions_text_a_id_question_texts"),
        ),
        sa.ForeignKeyConstraint(
            ["text_b_id"],
            ["question_texts.id"],
            name=op.f("fk_pair_decisions_text_b_id_question_texts"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pair_decisions")),
    )
    op.create_index(
        "uq_pair_decisions_standing",
        "pair_decisions",
        ["question_a_id", "question_b_id"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("pair_decisions")
