"""The sensitive topics that campaigns seem to be about."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "campaign_topics",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("read_with", sa.String(length=160), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaigns.id"],
            name=op.f("fk_campaign_topics_campaign_id_campaigns"),
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["runs.id"], name=op.f("fk_campaign_topics_run_id_runs")
        ),
        sa.PrimaryKeyConstraint("campaign_id", name=op.f("pk_campaign_topics")),
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("campaign_topics")
