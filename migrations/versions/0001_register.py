"""The register: bodies, their names, and the desks that answer for them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "bodies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("short_name", sa.String(length=120), nullable=False),
        sa.Column("nation", sa.String(length=40), nullable=False),
        sa.Column("regime", sa.String(length=8), nullable=False),
        sa.Column("region", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("tile_row", sa.Integer(), nullable=True),
        sa.Column("tile_col", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("successor_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("regime IN ('FOIA', 'FOISA', 'none')", name=op.f("ck_bodies_regime")),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["bodies.id"], name=op.f("fk_bodies_successor_id_bodies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bodies")),
        sa.UniqueConstraint("slug", name=op.f("uq_bodies_slug")),
    )
    op.create_table(
        "disclosure_units",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("mailbox", sa.String(length=254), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosure_units")),
        sa.UniqueConstraint("slug", name=op.f("uq_disclosure_units_slug")),
    )
    op.create_table(
        "body_aliases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("alias", sa.String(length=200), nullable=False),
        sa.Column("folded", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"], ["bodies.id"], name=op.f("fk_body_aliases_body_id_bodies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_aliases")),
        sa.UniqueConstraint("folded", name=op.f("uq_body_aliases_folded")),
    )
    op.create_index(op.f("ix_body_aliases_body_id"), "body_aliases", ["body_id"])

    op.create_table(
        "unit_bodies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["body_id"], ["bodies.id"], name=op.f("fk_unit_bodies_body_id_bodies")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["disclosure_units.id"],
            name=op.f("fk_unit_bodies_unit_id_disclosure_units"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_bodies")),
    )
    op.create_index(op.f("ix_unit_bodies_body_id"), "unit_bodies", ["body_id"])
    op.create_index(op.f("ix_unit_bodies_unit_id"), "unit_bodies", ["unit_id"])


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("unit_bodies")
    op.drop_table("body_aliases")
    op.drop_table("disclosure_units")
    op.drop_table("bodies")
