"""Campaigns that ask alike of another thing, or the same in another wave."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "series_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_a_id", sa.Integer(), nullable=False),
        sa.Column("campaign_b_id", sa.Integer(), nullable=False),
        sa.Column("differs", sa.JSON(), nullable=False),
        sa.Column("likeness", sa.Double(), nullable=False),
        sa.Column("scorer", sa.String(length=120), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("campaign_a_id < campaign_b_id", name=op.f("ck_series_links_order")),
        sa.ForeignKeyConstraint(
            ["campaign_a_id"],
            ["campaigns.id"],
            name=op.f("fk_series_links_campaign_a_id_campaigns"),
        ),
        sa.ForeignKeyConstraint(
            ["campaign_b_id"],
            ["campaigns.id"],
            name=op.f("fk_series_links_campaign_b_id_campaigns"),
        ),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_series_links_run_id_runs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series_links")),
        sa.UniqueConstraint(
            "campaign_a_id",
            "campaign_b_id",
            name=op.f("uq_series_links_campaign_a_id_campaign_b_id"),
        ),
    )
    op.create_index(op.f("ix_series_links_campaign_b_id"), "series_links", ["campaign_b_id"])
    op.create_table(
        "series_readings",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("frame", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaigns.id"],
            name=op.f("fk_series_readings_campaign_id_campaigns"),
        ),
        sa.PrimaryKeyConstraint("campaign_id", "place", name=op.f("pk_series_readings")),
    )


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("series_readings")
    op.drop_table("series_links")
