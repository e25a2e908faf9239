"""What every page has: the installation behind it, the day it is, and how fresh the data are."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask import current_app, render_template
from sqlalchemy.orm import Session

from tracker.holidays import holidays_of
from tracker.law.bank_holidays import BankHolidays
from tracker.runs import Clock, day_of
from tracker.settings import Settings
from tracker.store.engine import Database
from tracker.store.queries.runs import last_finished

EXTENSION = "mosaic"
STALE_AFTER = timedelta(hours=26)
"""A nightly run that is more than two hours late is worth a word."""


@dataclass(frozen=True, slots=True)
class Dashboard:
    """The installation that the pages show."""

    settings: Settings
    database: Database
    threshold: float
    """Score from which a pair of wordings is a copy."""
    clock: Clock

    @property
    def holidays(self) -> BankHolidays:
        """Give the bank holidays as they are now, also after a refresh."""
        return holidays_of(self.settings)

    @property
    def today(self) -> date:
        """Give the day it is in the United Kingdom."""
        return day_of(self.clock())


def dashboard() -> Dashboard:
    """Give the installation of the app that answers this request."""
    found: Dashboard = current_app.extensions[EXTENSION]
    return found


def page(session: Session, template: str, **values: object) -> str:
    """Render a page with the line that says up to when its data reach."""
    shown = dashboard()
    fresh = last_finished(session)
    stale = fresh is not None and shown.clock() - fresh > STALE_AFTER
    return render_template(template, data_up_to=fresh, stale=stale, today=shown.today, **values)
