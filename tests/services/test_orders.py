"""Whatever the order and the nights in which requests come, the campaigns are the same."""

import shutil
from contextlib import contextmanager
from pathlib import Path
from runpy import run_path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import aliased

from tracker.settings import Settings
from tracker.store.engine import open_database
from tracker.store.tables import Match, QuestionText

KIT = run_path(str(Path(__file__).parents[1] / "toy_nights.py"))
DEVICES = "How many covert listening devices has {} bought or hired since January 2022?"
DOGS = "What training must dog handlers of {} complete before they work at football matches?"
BOATS = "Which harbours does the marine unit of {} patrol, and how many boats are kept in each?"
CELLS = "How many custody cells of {} were closed for repairs, and for how many weeks each?"
RADIOS = "Which handheld radios do officers of {} carry, and when does their warranty end?"
REQUESTS = (
    ("northshire", "N1", DEVICES, 0),
    ("eastmoor", "E1", DEVICES.replace("bought or hired", "hired or bought"), 3),
    ("westmarch", "W1", f"Please say: {DEVICES}", 9),
    ("southfen", "S1", DEVICES.replace("listening", "listning"), 12),
    ("northshire", "N2", DOGS, 1),
    ("midvale", "M2", DOGS.replace("complete", "have completed"), 2),
    ("eastmoor", "E3", f"1. {BOATS}\n2. {CELLS}", 5),
    ("westmarch", "W3", f"1. {CELLS}\n2. {BOATS}", 8),
    ("southfen", "S3", BOATS, 9),
    ("midvale", "M4", RADIOS, 4),
    ("northshire", "N5", CELLS.replace("custody cells", "interview rooms"), 4),
    ("eastmoor", "E6", DEVICES, 200),
    ("midvale", "M6", DEVICES, 203),
)
CAMPAIGNS = {
    frozenset({"N1", "E1", "W1", "S1"}),
    frozenset({"N2", "M2"}),
    frozenset({"E3", "W3", "S3"}),
    frozenset({"E6", "M6"}),
}
SUBJECTS = st.lists(
    st.sampled_from("helmets drones archives stables kitchens vans uniforms gardens".split()),
    min_size=1,
    max_size=5,
)
NIGHTS = settings(max_examples=6, deadline=None, phases=(Phase.explicit, Phase.generate))
"""Few examples, and none made smaller: each is several nights in a database of its own."""


@contextmanager
def a_tracker(template: Path):
    """Give a tracker on a copy of a migrated file: hypothesis asks for many."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "mosaic.db"
        shutil.copyfile(template, path)
        url = f"sqlite:///{path}"
        database = open_database(url)
        yield KIT["ToyNights"](database, Settings(database_url=url), Path(folder))
        database.dispose()


def partition(tracker):
    return {frozenset(references) for references in tracker.campaigns().values()}


def scores(tracker):
    """Give every stored score by the two wordings."""
    one, other = aliased(QuestionText), aliased(QuestionText)
    query = (
        select(one.comparable, other.comparable, Match.score)
        .join(one, one.id == Match.text_a_id)
        .join(other, other.id == Match.text_b_id)
    )
    with tracker.database.reading() as session:
        return {frozenset((a, b)): score for a, b, score in session.execute(query)}


@pytest.fixture(scope="module")
def at_once(sqlite_template):
    """Give the scores of all requests taken in at once, whose campaigns are the expected ones."""
    with a_tracker(sqlite_template) as tracker:
        tracker.take_in(*REQUESTS)
        tracker.match()
        assert partition(tracker) == CAMPAIGNS
        return scores(tracker)


@settings(NIGHTS)
@given(order=st.permutations(REQUESTS), cuts=st.sets(st.integers(1, len(REQUESTS) - 1), max_size=4))
def test_any_order_and_any_split_into_nights_give_the_same(sqlite_template, at_once, order, cuts):
    ends = [*sorted(cuts), len(order)]
    with a_tracker(sqlite_template) as tracker:
        for start, end in zip([0, *ends], ends, strict=False):
            tracker.take_in(*order[start:end])
            tracker.match()
        assert partition(tracker) == CAMPAIGNS
        assert scores(tracker) == pytest.approx(at_once, abs=1e-6)


@settings(NIGHTS)
@given(nights=st.lists(SUBJECTS, min_size=1, max_size=3))
def test_campaigns_that_nothing_joins_keep_their_ids(sqlite_template, nights):
    with a_tracker(sqlite_template) as tracker:
        tracker.take_in(*REQUESTS)
        tracker.match()
        before = tracker.campaigns()
        for number, subjects in enumerate(nights):
            tracker.take_in(
                *(
                    (body, f"{number}-{place}", f"Who in {{}} last counted the {subject}?", 30)
                    for place, subject in enumerate(subjects)
                    for body in ("midvale", "southfen")
                )
            )
            report = tracker.match()
            assert report.campaigns_changed == report.campaigns_dissolved == 0 or number > 0
            after = tracker.campaigns()
            assert {campaign: after.get(campaign) for campaign in before} == before
