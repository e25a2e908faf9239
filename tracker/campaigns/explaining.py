"""Name an inconsistency of a campaign as people do: by its key, or by its rule alone."""

from datetime import date

from sqlalchemy.orm import Session

from tracker.campaigns.assessment import assess
from tracker.campaigns.judgement import CannotDecide
from tracker.holidays import holidays_of
from tracker.settings import Settings
from tracker.store.queries.campaigns import campaign_row


def key_named(
    session: Session, campaign_id: int, name: str, *, today: date, settings: Settings
) -> str:
    """Give the key of the inconsistency that is meant.

    The name of a rule will do where one inconsistency of the campaign is of that rule. Raises
    CannotDecide where none or several fit, and lists the keys there are.
    """
    if campaign_row(session, campaign_id) is None:
        raise CannotDecide(f"There is no campaign C-{campaign_id}.")
    wanted = " ".join(name.split())
    holidays = holidays_of(settings)
    found = assess(session, campaign_id, today=today, holidays=holidays, ahead=False)
    keys = {each.key: str(each.rule) for each in found.inconsistencies}
    if wanted in keys:
        return wanted
    fitting = [key for key, rule in keys.items() if rule == wanted]
    if len(fitting) == 1:
        return fitting[0]
    there = ", ".join(fitting or keys) or "it has none"
    what = "several inconsistencies" if fitting else "no inconsistency"
    raise CannotDecide(f"C-{campaign_id} has {what} of that name. Keys: {there}.")
