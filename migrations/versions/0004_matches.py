"""What was found: matches, campaigns and their members."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "campaigns",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("round_robin", sa.Boolean(), nullable=False),
        sa.Column("round_robin_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("body_count", sa.Integer(), nullable=False),
        sa.Column("request_count", sa.Integer(), nullable=False),
        sa.Column("first_received", sa.Date(), nullable=False),
        sa.Column("last_received", sa.Date(), nullable=False),
        sa.Column("weakest_score", sa.Double(), nullable=False),
        sa.Column("created_run_id", sa.Integer(), nullable=False),
        sa.Column("changed_run_id", sa.Integer(), nullable=False),
        sa.Column("dissolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["changed_run_id"], ["runs.id"], name=op.f("fk_campaigns_changed_run_id_runs")
        ),
        sa.ForeignKeyConstraint(
            ["created_run_id"], ["runs.id"], name=op.f("fk_campaigns_created_run_id_runs")
        ),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["campaigns.id"], name=op.f("fk_campaigns_merged_into_id_campaigns")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaigns")),
    )
    op.create_index(
        op.f("ix_campaigns_round_robin_last_received"),
        "campaigns",
        ["round_robin", "last_received"],
    )

    op.create_table(
        "matches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text_a_id", sa.Integer(), nullable=False),
        sa.Column("text_b_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("scorer", sa.String(length=120), nullable=False),
        sa.Column("model", sa.String(length=120), nullable=False),
        sa.CheckConstraint("text_a_id < text_b_id", name=op.f("ck_matches_order")),
        sa.ForeignKeyConstraint(
            ["text_a_id"], ["question_texts.id"], name=op.f("fk_matches_text_a_id_question_texts")
        ),
        sa.ForeignKeyConstraint(
            ["text_b_id"], ["question_texts.id"], name=op.f("fk_matches_text_b_id_question_texts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matches")),
        sa.UniqueConstraint("text_a_id", "text_b_id", name=op.f("uq_matches_text_a_id_text_b_id")),
    )
    op.create_index(op.f("ix_matches_scorer_score"), "matches", ["scorer", "score"])
    op.create_index(op.f("ix_matches_text_b_id"), "matches", ["text_b_id"])

    op.create_table(
        "campaign_questions",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("joined_run_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaigns.id"],
            name=op.f("fk_campaign_questions_campaign_id_campaigns"),
        ),
        sa.ForeignKeyConstraint(
            ["joined_run_id"], ["runs.id"], name=op.f("fk_campaign_questions_joined_run_id_runs")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["questions.id"],
            name=op.f("fk_campaign_questions_question_id_questions"),
        ),
        sa.PrimaryKeyConstraint("question_id", name=op.f("pk_campaign_questions")),
    )
    op.create_index(
        op.f("ix_campaign_questions_campaign_id"), "campaign_questions", ["campaign_id"]
    )


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("campaign_questions")
    op.drop_table("matches")
    op.drop_table("campaigns")
