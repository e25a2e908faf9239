"""Campaigns at a glance; the next run of matching fills the table."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Make the table, and find by run what changed."""
    op.create_table(
        "campaign_summaries",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("body_count", sa.Integer(), nullable=False),
        sa.Column("request_count", sa.Integer(), nullable=False),
        sa.Column("open_count", sa.Integer(), nullable=False),
        sa.Column("paused_count", sa.Integer(), nullable=False),
        sa.Column("first_received", sa.Date(), nullable=False),
        sa.Column("last_received", sa.Date(), nullable=False),
        sa.Column("next_due", sa.Date(), nullable=True),
        sa.Column("outcomes", sa.JSON(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=True),
        sa.Column("risk_band", sa.String(length=16), nullable=True),
        sa.Column("risk_score", sa.Double(), nullable=True),
        sa.Column("dates_by", sa.String(length=64), nullable=False),
        sa.Column("refreshed_run_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaigns.id"],
            name=op.f("fk_campaign_summaries_campaign_id_campaigns"),
        ),
        sa.ForeignKeyConstraint(
            ["refreshed_run_id"],
            ["runs.id"],
            name=op.f("fk_campaign_summaries_refreshed_run_id_runs"),
        ),
        sa.PrimaryKeyConstraint("campaign_id", name=op.f("pk_campaign_summaries")),
    )
    for name in ("next_due", "refreshed_run_id", "dates_by"):
        op.create_index(op.f(f"ix_campaign_summaries_{name}"), "campaign_summaries", [name])
    op.create_index(op.f("ix_requests_last_run_id"), "requests", ["last_run_id"])
    op.create_index(op.f("ix_campaigns_changed_run_id"), "campaigns", ["changed_run_id"])


def downgrade() -> None:
    """Take them away again."""
    op.drop_index(op.f("ix_campaigns_changed_run_id"), table_name="campaigns")
    op.drop_index(op.f("ix_requests_last_run_id"), table_name="requests")
    op.drop_table("campaign_summaries")
