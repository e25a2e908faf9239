"""Tables of the register: bodies, the names they go by, and the desks that answer for them."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.base import Base


class Body(Base):
    """A public authority that receives requests, for as long as it exists."""

    __tablename__ = "bodies"
    __table_args__ = (CheckConstraint("regime IN ('FOIA', 'FOISA', 'none')", name="regime"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    short_name: Mapped[str] = mapped_column(String(120))
    nation: Mapped[str] = mapped_column(String(40), default="")
    regime: Mapped[str] = mapped_column(String(8), default="FOIA")
    region: Mapped[str] = mapped_column(String(80), default="")
    kind: Mapped[str] = mapped_column(String(40), default="")
    tile_row: Mapped[int | None]
    tile_col: Mapped[int | None]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("bodies.id"))


class BodyAlias(Base):
    """One name of a body, folded for comparison; no two bodies share one."""

    __tablename__ = "body_aliases"
    __table_args__ = (Index(None, "body_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    alias: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(String(200), unique=True)


class DisclosureUnit(Base):
    """The desk that answers for one or more bodies; alerts go to its shared mailbox."""

    __tablename__ = "disclosure_units"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    mailbox: Mapped[str | None] = mapped_column(String(254))


class UnitBody(Base):
    """A spell of time in which a unit answers for a body."""

    __tablename__ = "unit_bodies"
    __table_args__ = (Index(None, "body_id"), Index(None, "unit_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("disclosure_units.id"))
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
