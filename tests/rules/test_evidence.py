"""The evidence about a campaign says the same both ways, as a page and as JSON."""

import json
import re
from dataclasses import replace
from datetime import date
from html import unescape
from itertools import pairwise
from pathlib import Path
from runpy import run_path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tracker.campaigns.evidence import counter_case
from tracker.campaigns.evidence_as_json import evidence_as_json
from tracker.campaigns.evidence_document import document
from tracker.campaigns.evidence_html import as_html
from tracker.campaigns.evidence_limits import limits
from tracker.campaigns.evidence_phrases import in_words_of_day
from tracker.campaigns.precedents import Precedents
from tracker.campaigns.risk.answers import Earlier

TOYS = run_path(str(Path(__file__).parents[1] / "evidence_toys.py"))
RISK = TOYS["TOYS"]
answer, body, evidence, precedent = (
    RISK["answer"],
    RISK["body"],
    TOYS["evidence"],
    TOYS["precedent"],
)
URL = "https://foi.example/dorset/7?a=1&b=2"
HOSTILE = "\"><script>alert('x')</script><img src=x onerror=alert(1)> \u202e{{7*7}} =1+1"
BROKEN = (
    answer("kent", "ncnd", ["31(3)"]),
    answer("dorset", "disclosed", given=date(2026, 10, 20), published_url=URL),
    answer("essex", "not-held"),
    answer("surrey"),
)
KEPT = (answer("kent", "ncnd", ["31(3)"]), answer("essex", "ncnd", ["24(2)"]), answer("surrey"))
GIVEN = (
    answer("dorset", "disclosed", given=date(2026, 10, 20)),
    answer("kent", "refused", ["31(1)(a)"]),
    answer("gwent", "refused", given=date(2026, 10, 19)),
)
BOTH_WAYS = Precedents(
    disclosed=(precedent("C-3", ["disclosed"], url=URL),),
    withheld=(precedent("C-4", ["refused", "ncnd"]),),
    mixed=(precedent("C-5", ["disclosed", "refused"]),),
)


def page(found):
    return as_html(document(found))


def words(found):
    """Give the words of the page as a reader has them."""
    return " ".join(LexborHTMLParser(page(found)).body.text(separator=" ").split())


def part(found, key):
    """Give the words of one section."""
    heading = LexborHTMLParser(page(found)).css_first(f"#{key}")
    return " ".join(heading.parent.text(separator=" ").split())


CASES = {
    "broken": evidence(BROKEN, precedents=BOTH_WAYS, scottish=True),
    "kept": evidence(KEPT),
    "given": evidence(GIVEN),
    "nothing answered": evidence([answer("kent")], others=[body("bute", reaches_us=False)]),
}


@pytest.mark.parametrize("name", CASES)
def test_the_page_is_well_made_and_needs_nothing_else(name):
    html = page(CASES[name])
    tree = LexborHTMLParser(html)
    assert html.startswith("<!DOCTYPE html>\n")
    assert tree.css_first("html").attributes["lang"] == "en-GB"
    assert len(tree.css("h1")) == len(tree.css("main")) == len(tree.css("style")) == 1
    assert tree.css_first("title").text() == tree.css_first("h1").text()
    assert tree.css("script, link, img, iframe, object, form, [style], [onclick], [src]") == []
    levels = [int(node.tag[1]) for node in tree.css("h1, h2, h3")]
    assert all(b - a <= 1 for a, b in pairwise(levels))
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    assert [a.attributes["href"][1:] for a in tree.css("nav a")] == [
        h.attributes["id"] for h in tree.css("h2")
    ]
    for table in tree.css("table"):
        assert table.css_first("caption").text()
        columns = table.css("thead th")
        assert all(th.attributes["scope"] == "col" and th.text() for th in columns)
        rows = table.css("tbody tr")
        assert rows
        assert all(len(row.css("td")) == len(columns) - 1 for row in rows)
        assert all(row.css_first("th").attributes["scope"] == "row" for row in rows)


@pytest.mark.parametrize("name", CASES)
def test_every_fact_of_the_json_stands_on_the_page(name):
    found = CASES[name]
    text = f"{words(found)} {unescape(page(found))}"
    facts = evidence_as_json(found)
    json.dumps(facts)
    for each in facts["asked"]["answers"]:
        assert each["name"] in text
        assert each["reference"] in text
        assert in_words_of_day(date.fromisoformat(each["received"])) in text
    for each in facts["public"]:
        assert (each["published_url"] or each["reference"]) in text
    for each in facts["inference"]["inconsistencies"]:
        assert each["why"] in text
    for each in facts["next_answers"]:
        assert each["effect"].removeprefix("If ").split(" ", 1)[1] in text
    told = [
        *(each["text"] for each in facts["questions"]),
        *(name for names in facts["inference"]["known"].values() for name in names),
        *(each["says"] for each in facts["counter_case"]["guidance"]),
        *(each["url"] for each in facts["counter_case"]["guidance"]),
        *(each["title"] for way in facts["precedents"].values() for each in way),
        *(
            a["reference"]
            for way in facts["precedents"].values()
            for p in way
            for a in p["answers"]
        ),
        *(facts["counter_case"]["must_be_shown"], facts["title"], facts["marking"]),
        *facts["limits"],
        *facts["always"],
    ]
    assert [fact for fact in told if fact not in text] == []


def test_a_broken_line_is_told_with_what_it_allows():
    found = CASES["broken"]
    told = part(found, "inference")
    assert "1 body neither confirms nor denies" in told
    assert "answers of others break that line" in told
    assert "while Essex said that it is not held: NCND then reads as yes." in told
    assert "If a body" in part(found, "next")
    assert "reads as yes" in part(found, "next")


def test_a_line_that_holds_is_told_as_plainly():
    told = part(CASES["kept"], "inference")
    assert "no answer of another body breaks that line" in told
    assert "No body neither confirms nor denies" in part(CASES["given"], "inference")


def test_an_explained_inconsistency_breaks_nothing():
    found = CASES["broken"]
    explained = tuple(replace(each, explained=True) for each in found.inconsistencies)
    found = replace(found, inconsistencies=explained)
    assert found.broken == ()
    assert "A person explained this." in part(found, "inference")
    assert "people explained each" in part(found, "inference")
    assert "Dorset, FOI dorset, 20 October 2026: disclosed" in part(found, "given-out")


def test_what_speaks_for_answering_is_gathered():
    counter = counter_case(CASES["given"])
    assert counter.gave_out == ("Dorset",)
    assert [each.body for each in counter.without_breaking] == ["dorset"]
    assert counter.withheld == ("Gwent", "Kent")
    assert [each.body.slug for each in counter.withheld_after] == ["kent"]
    told = part(CASES["given"], "counter-case")
    assert "1 body gave something out; 2 bodies withheld it" in told
    assert "withholding it needs a reason of its own" in told
    assert "Kent, FOI kent, 2 November 2026: refused" in told
    assert "to be shown, not assumed" in told
    assert "Every body that gave something out stands beside" in part(CASES["broken"], "given-out")
    assert "has given anything out" in part(CASES["kept"], "given-out")


def test_a_body_that_withheld_after_its_own_disclosure_alone_is_not_counted():
    own = evidence(
        [
            answer("dorset", "disclosed", given=date(2026, 10, 20)),
            answer("dorset", "refused", reference="2"),
        ]
    )
    assert counter_case(own).withheld_after == ()


def test_precedents_both_ways_have_equal_headings_disclosure_first():
    tree = LexborHTMLParser(page(CASES["broken"]))
    headings = [node.text() for node in tree.css("#precedents ~ section h3")]
    assert headings == ["For disclosure", "For withholding", "Both ways at once"]
    assert URL in part(CASES["broken"], "for-disclosure")
    only = evidence(KEPT, precedents=replace(BOTH_WAYS, disclosed=()))
    assert part(only, "for-disclosure") == "For disclosure None is known."
    assert "No earlier or closed campaign" in part(CASES["kept"], "precedents")


def test_what_is_public_is_listed_with_date_and_source():
    tree = LexborHTMLParser(page(CASES["broken"]))
    (link,) = tree.css("#public ~ div a")
    assert link.attributes["href"] == URL
    told = part(CASES["broken"], "public")
    assert f"Dorset FOI dorset 20 October 2026 disclosed {URL}" in told
    assert "no published address is known" in part(CASES["given"], "public")
    assert "Nothing was given out" in part(CASES["kept"], "public")


def test_what_is_not_known_is_said():
    found = evidence(
        [answer("kent", "ncnd", given=None), answer("essex", "unknown")],
        others=[body("bute", reaches_us=False), body("fife", reaches_us=False)],
    )
    told = " ".join(limits(found))
    assert "No request of 2 bodies of the register reaches Mosaic" in told
    assert "whether they were asked: Bute and Fife." in told
    assert "1 answer has no date and counts as given on every day." in told
    assert "1 request was answered in a way that is not known." in told
    assert "as they are recorded now" not in told
    assert "as they are recorded now" in " ".join(limits(replace(found, as_of=date(2026, 11, 1))))


def test_an_answer_that_took_the_place_of_another_is_told_with_both():
    earlier = Earlier(date(2026, 10, 20), RISK["stance"]("disclosed"))
    found = evidence([answer("kent", "ncnd", ["31(3)"], earlier=(earlier,)), answer("essex")])
    told = part(found, "asked")
    assert (
        "neither confirmed nor denied (section 31(3)); before that, 20 October 2026: disclosed"
        in told
    )


def test_hostile_words_are_inert_wherever_they_stand():
    evil = body("evil")
    evil = replace(evil, name=f"{HOSTILE} body")
    links = ("javascript:alert(1)", "data:text/html,<script>", "//x.example", "https:", HOSTILE)
    answers = [
        answer(evil, "disclosed", reference=f"{HOSTILE} {n}", published_url=url)
        for n, url in enumerate(links)
    ]
    found = evidence(
        answers,
        title=HOSTILE,
        marking=HOSTILE,
        precedents=Precedents(withheld=(precedent("C-4", ["refused"], title=HOSTILE),)),
    )
    question = replace(found.questions[0], text=HOSTILE)
    html = page(replace(found, questions=(question,)))
    tree = LexborHTMLParser(html)
    assert tree.css("script, img, [onerror]") == []
    assert [a.attributes["href"] for a in tree.css("main section a")] == [
        each["url"] for each in evidence_as_json(found)["counter_case"]["guidance"]
    ]
    assert tree.css_first("h1").text() == f"Evidence: {HOSTILE}"
    assert "alert" not in re.sub(r">[^<]*<", "><", html).replace("alert(1)&gt;", "").replace(
        "alert(&#x27;x&#x27;)", ""
    )


def test_the_same_evidence_gives_the_same_page():
    assert page(evidence(BROKEN)) == page(evidence(BROKEN))


def test_guidance_for_scotland_is_there_where_it_is_needed():
    assert "066/2023" in words(CASES["broken"])
    assert "066/2023" not in words(CASES["kept"])
