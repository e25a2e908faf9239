"""One campaign in full, on both databases."""

from datetime import date
from pathlib import Path
from runpy import run_path

import pytest

from tracker.campaigns.as_json import detail_as_json
from tracker.campaigns.detail import campaign
from tracker.law.working_days import BankHolidays

TOLD = run_path(str(Path(__file__).parents[1] / "story.py"))
NOVEMBER = date(2026, 11, 2)
STRONG = [("meaning", 0.9, 4.0, "Alike"), ("start", None, -1.0, "")]
WEAK = [("meaning", 0.6, 0.5, ["one", "two"])]


@pytest.fixture
def show(database, today):
    def read(number=1, **wanted):
        with database.reading() as session:
            return campaign(session, number, today=today, holidays=BankHolidays.load(), **wanted)

    return read


@pytest.fixture
def write(database):
    def tell(how):
        with database.writing() as session:
            return how(TOLD["Story"](session))

    return tell


def ask(story, run, *wordings):
    """Put each wording to one body more than the one after it."""
    slugs = [slug for slug, _ in TOLD["FORCES"]]
    return [
        story.request(slug, NOVEMBER, [wording], run=run)[0]
        for place, wording in enumerate(wordings)
        for slug in slugs[: len(wordings) + 1 - place]
    ]


def test_wordings_are_lettered_by_how_common_they_are(write, show):
    def tell(story):
        run = story.run()
        asked = ask(story, run, "alpha", "beta", "gamma")
        story.match("alpha", "beta", STRONG)
        story.match("beta", "gamma", WEAK)
        story.campaign("x", asked, run=run)

    write(tell)
    found = show()
    assert {key: (w.display, w.bodies) for key, w in found.wordings.items()} == {
        "A": ("alpha", 4),
        "B": ("beta", 3),
        "C": ("gamma", 2),
    }
    assert [(link.a, link.b) for link in found.links] == [("B", "C"), ("A", "B")]
    weakest, strongest = found.links
    assert weakest.parts[0].words == "one, two"
    assert strongest.total == pytest.approx(3.0)
    assert weakest.score < 0.63 < strongest.score


def test_a_match_below_the_threshold_holds_nothing_together(write, show):
    def tell(story):
        run = story.run()
        asked = ask(story, run, "alpha", "beta", "gamma")
        story.match("alpha", "beta", STRONG)
        story.match("beta", "gamma", WEAK)
        story.campaign("x", asked, run=run)

    write(tell)
    assert list(show(threshold=0.7).wordings) == ["1A", "1B", "2A"]
    assert [(link.a, link.b) for link in show(threshold=0.7).links] == [("1A", "1B")]


def test_the_weakest_link_is_the_one_without_which_the_campaign_falls_in_two(write, show):
    def tell(story):
        run = story.run()
        asked = ask(story, run, "alpha", "beta", "gamma")
        story.match("alpha", "beta", STRONG)
        story.match("beta", "gamma", [("meaning", 0.8, 2.0, "")])
        story.match("alpha", "gamma", [("meaning", 0.7, 1.0, "")])
        story.campaign("x", asked, run=run)

    write(tell)
    assert [(link.a, link.b) for link in show().links] == [("B", "C"), ("A", "B")]


def test_the_pair_that_was_asked_for_is_compared_with_the_link_between_them(write, show):
    def tell(story):
        run = story.run()
        asked = ask(story, run, "alpha one", "alpha two", "alpha three")
        story.match("alpha one", "alpha two", STRONG)
        story.match("alpha two", "alpha three", STRONG)
        story.campaign("x", asked, run=run)

    write(tell)
    default = show().comparison
    assert (default.a.key, default.b.key) == ("A", "B")
    assert default.link is not None
    chosen = show(compare=("C", "A")).comparison
    assert (chosen.a.key, chosen.b.key) == ("C", "A")
    assert chosen.link is None
    assert [piece.text for piece in chosen.differences.left] == ["alpha ", "three"]
    for odd in (("A", "A"), ("A", "Z"), ("", "B")):
        assert show(compare=odd).comparison == default


def test_one_wording_needs_no_comparison_and_no_link(write, show):
    def tell(story):
        run = story.run()
        story.campaign("x", ask(story, run, "alpha"), run=run)

    write(tell)
    found = show()
    assert list(found.wordings) == ["A"]
    assert found.comparison is None
    assert found.links == ()


def test_other_campaigns_are_named_and_ended_ones_are_not(write, show, now):
    def tell(story):
        run = story.run()
        pairs = [
            story.request(slug, NOVEMBER, ["cats", "dogs", "cows"], run=run)
            for slug in ("kent", "essex")
        ]
        story.campaign("Cats", [pair[0] for pair in pairs], run=run)
        story.campaign("Dogs", [pair[1] for pair in pairs], run=run)
        story.campaign("Cows", [pairs[0][2]], run=run, dissolved_at=now)

    write(tell)
    assert [(o.code, o.title, o.shared) for o in show().others] == [("C-2", "Dogs", 2)]


def test_ended_campaigns_are_still_found_by_their_number(write, show):
    write(lambda story: TOLD["police_story"](story.session))
    assert show(4).dissolved_at is not None
    assert show(4).merged_into is None
    assert show(5).merged_into == "C-1"
    assert show(6) is None


def test_the_document_of_one_campaign_begins_like_the_list_and_adds_to_it(write, show):
    write(lambda story: TOLD["police_story"](story.session))
    document = detail_as_json(show())
    assert list(document)[:9] == [
        *("id", "title", "state", "round_robin", "bodies", "first_received"),
        *("last_received", "next_due", "mapping_risk"),
    ]
    assert [wording["key"] for wording in document["wordings"]] == ["1A", "1B", "1C", "2A"]
    link = document["links"][-1]
    assert link["points"] == pytest.approx(sum(part["points"] for part in link["parts"]))
    assert {*link["parts"][0]} == {"name", "label", "value", "points", "words"}


def by_reference(found):
    """Give the nearest copies of each request by its body."""
    bodies = {member.request_id: member.body for member in found.summary.members}
    return {bodies[request]: copies for request, copies in found.nearest.items()}


def small_campaign(story):
    run = story.run()
    asked = [
        story.request(slug, NOVEMBER, [wording], run=run)[0]
        for slug, wording in (
            ("kent", "alpha one"), ("essex", "alpha one"), ("surrey", "alpha two and more"),
        )
    ]  # fmt: skip
    story.match("alpha one", "alpha two and more", [*STRONG, ("added_words", 1.0, -0.5, "more")])
    story.campaign("x", asked, run=run)
    return run


def test_every_request_names_its_nearest_copy_and_the_parts_of_the_link(write, show):
    write(small_campaign)
    copies = by_reference(show())
    assert [(c.body, c.same_words, c.link) for c in copies["kent"]] == [("essex", True, None)]
    assert [(c.body, c.same_words) for c in copies["essex"]] == [("kent", True)]
    (copy,) = copies["surrey"]
    assert (copy.question, copy.wording, copy.other, copy.body) == (1, "B", "A", "essex")
    assert sum(part.points for part in copy.link.parts) == pytest.approx(copy.link.total) == 2.5
    document = detail_as_json(show())
    for member in document["members"]:
        assert [near["question"] for near in member["nearest"]] == member["questions"]


def test_a_rarer_wording_says_what_it_adds_and_leaves_out(write, show):
    write(small_campaign)
    wordings = show().wordings
    assert wordings["A"].passages is None
    assert (wordings["B"].beside, wordings["B"].passages.adds) == ("A", ("two and more",))
    assert wordings["B"].passages.leaves_out == ("one",)


def test_the_weakest_link_names_two_requests_and_what_speaks_against_it(write, show):
    write(small_campaign)
    weakest = show().weakest
    assert {weakest.a.body, weakest.b.body} == {"essex", "surrey"}
    assert [part.name for part in weakest.link.against] == ["added_words"]
    document = detail_as_json(show())["weakest_link"]
    assert document["points"] == pytest.approx(2.5)
    assert {request["body"] for request in document["requests"]} == {"essex", "surrey"}


def test_near_misses_name_the_request_the_score_and_the_strongest_reasons_first(write, show):
    def tell(story):
        run = small_campaign(story)
        for slug, wording in (("dorset", "beta"), ("dorset", "gamma"), ("gwent", "delta")):
            story.request(slug, NOVEMBER, [wording], run=run)
        story.match("alpha one", "beta", [("start", 1, -2, ""), ("meaning", 0.7, 1.5, "")])
        less = [("meaning", 0.6, 1.0, ""), ("order", 0.1, -0.5, ""), ("other_number", 1, -2, "4")]
        story.match("gamma", "alpha two and more", less)
        story.match("delta", "alpha one", [("meaning", 0.99, 6.0, "")])

    write(tell)
    near = show(threshold=0.6).near_misses
    assert [(n.body, n.wording, n.text, n.kept_apart) for n in near] == [
        ("gwent", "A", "delta", True),
        ("dorset", "A", "beta", False),
        ("dorset", "B", "gamma", False),
    ]
    assert [part.name for part in near[2].link.against] == ["other_number", "order"]
    assert near[1].link.against == ()
    document = detail_as_json(show(threshold=0.6))["near_misses"]
    assert [part["words"] for part in document[2]["against"]] == ["4", ""]
    assert document[2]["link"]["score"] < 0.6


def test_a_request_of_the_campaign_is_never_a_near_miss_of_it(write, show):
    def tell(story):
        run = story.run()
        asked = [
            story.request(slug, NOVEMBER, ["alpha", f"other {slug}"], run=run)
            for slug in ("kent", "essex")
        ]
        story.match("alpha", "other kent", [("meaning", 0.7, -1.0, "")])
        story.campaign("x", [questions[0] for questions in asked], run=run)

    write(tell)
    assert show().near_misses == ()


def test_the_versions_of_scorer_model_and_text_rules_are_named(write, show):
    write(small_campaign)
    versions = detail_as_json(show())["versions"]
    assert versions["scorer"] == ["pair-scorer@1"]
    assert versions["model"] == ["all-MiniLM-L6-v2@53aa5117"]
    assert versions["text_rules"] == [""]
