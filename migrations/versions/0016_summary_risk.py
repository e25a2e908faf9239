"""Until when the risk of a summary holds, and by which run topics were found."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add the column; the next run of matching assesses every campaign."""
    op.add_column("campaign_summaries", sa.Column("risk_changes_on", sa.Date(), nullable=True))
    op.create_index(
        op.f("ix_campaign_summaries_risk_changes_on"), "campaign_summaries", ["risk_changes_on"]
    )
    op.create_index(op.f("ix_campaign_topics_run_id"), "campaign_topics", ["run_id"])


def downgrade() -> None:
    """Take them away again."""
    op.drop_index(op.f("ix_campaign_topics_run_id"), table_name="campaign_topics")
    op.drop_index(op.f("ix_campaign_summaries_risk_changes_on"), table_name="campaign_summaries")
    with op.batch_alter_table("campaign_summaries") as batch:
        batch.drop_column("risk_changes_on")
