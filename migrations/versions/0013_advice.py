"""The lines that coordinators issue on campaigns, and how units answer them."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "advice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("author", sa.String(length=120), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("foisa_line", sa.Text(), nullable=False),
        sa.Column("exemptions", sa.Text(), nullable=False),
        sa.Column("factors_for", sa.JSON(), nullable=False),
        sa.Column("factors_against", sa.JSON(), nullable=False),
        sa.Column("already_public", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.String(length=120), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=True),
        sa.CheckConstraint("version >= 1", name=op.f("ck_advice_version")),
        sa.CheckConstraint(
            "status IN ('issued', 'superseded', 'withdrawn')", name=op.f("ck_advice_status")
        ),
        sa.CheckConstraint(
            "(status = 'withdrawn') = (withdrawn_at IS NOT NULL) "
            "AND (withdrawn_at IS NULL) = (withdrawn_by IS NULL) "
            "AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL)",
            name=op.f("ck_advice_withdrawn"),
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name=op.f("fk_advice_campaign_id_campaigns")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advice")),
        sa.UniqueConstraint("campaign_id", "version", name=op.f("uq_advice_campaign_id_version")),
    )
    op.create_index(
        "uq_advice_in_force",
        "advice",
        ["campaign_id"],
        unique=True,
        sqlite_where=sa.text("status = 'issued'"),
        postgresql_where=sa.text("status = 'issued'"),
    )
    op.create_table(
        "advice_acknowledgements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("advice_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("response", sa.String(length=7), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("said_by", sa.String(length=120), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "response IN ('adopt', 'vary', 'decline')",
            name=op.f("ck_advice_acknowledgements_response"),
        ),
        sa.CheckConstraint(
            "response = 'adopt' OR reason <> ''", name=op.f("ck_advice_acknowledgements_reason")
        ),
        sa.ForeignKeyConstraint(
            ["advice_id"], ["advice.id"], name=op.f("fk_advice_acknowledgements_advice_id_advice")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["disclosure_units.id"],
            name=op.f("fk_advice_acknowledgements_unit_id_disclosure_units"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advice_acknowledgements")),
    )
    op.create_index(
        op.f("ix_advice_acknowledgements_advice_id"), "advice_acknowledgements", ["advice_id"]
    )


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("advice_acknowledgements")
    op.drop_table("advice")
