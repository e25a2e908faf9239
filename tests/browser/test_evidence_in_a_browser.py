"""The evidence document in Chromium: readable by everyone, quiet, whole without a network."""

from pathlib import Path
from runpy import run_path

import pytest

from tracker.campaigns.evidence_document import document
from tracker.campaigns.evidence_html import as_html

TESTS = Path(__file__).parents[1]
CASES = run_path(str(TESTS / "rules" / "test_evidence.py"))
PAGES = run_path(str(Path(__file__).with_name("test_pages_in_a_browser.py")))
found_by_axe, spill = PAGES["found_by_axe"], PAGES["spill"]


@pytest.fixture
def open_evidence(chromium, tmp_path):
    """Give a way to open a document as a file, with no network; what it asks for is written."""
    contexts = []

    def opened(evidence, *, width=1280):
        path = tmp_path / "evidence.html"
        path.write_text(as_html(document(evidence)), encoding="utf-8")
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, offline=True, locale="en-GB"
        )
        contexts.append(context)
        page = context.new_page()
        page.troubles, page.asked = [], []
        page.on("console", lambda m: page.troubles.append(m.text))
        page.on("dialog", lambda dialog: page.troubles.append(dialog.message))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(path.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


def hostile():
    """Give evidence with hostile and very long words in every place."""
    answer, body, evil = CASES["answer"], CASES["body"], CASES["HOSTILE"] + "W" * 200
    bodies = [CASES["replace"](body(f"b{n}"), name=f"{evil} {n}") for n in range(3)]
    answers = [
        answer(each, posture, reference=evil, published_url=f"https://x.example/{'w' * 300}")
        for each, posture in zip(bodies, ("disclosed", "ncnd", "not-held"), strict=True)
    ]
    found = CASES["evidence"](answers, title=evil, marking=evil, precedents=CASES["BOTH_WAYS"])
    question = CASES["replace"](found.questions[0], text=evil)
    return CASES["replace"](found, questions=(question,))


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("name", [*CASES["CASES"], "hostile"])
def test_the_document_is_accessible_quiet_and_fits(open_evidence, name, width):
    page = open_evidence(hostile() if name == "hostile" else CASES["CASES"][name], width=width)
    assert found_by_axe(page) == []
    assert page.troubles == []
    assert len(page.asked) == 1
    assert spill(page) == 0


def test_axe_finds_what_is_wrong_in_the_document(open_evidence):
    page = open_evidence(CASES["CASES"]["broken"])
    page.evaluate("document.documentElement.removeAttribute('lang')")
    assert [name for name, _ in found_by_axe(page)] == ["html-has-lang"]


def test_on_paper_it_is_whole_and_has_no_contents(open_evidence):
    page = open_evidence(CASES["CASES"]["broken"], width=700)
    page.emulate_media(media="print")
    assert page.locator("nav").is_hidden()
    assert page.get_by_text("OFFICIAL-SENSITIVE").count() == 2
    assert page.evaluate(
        "[...document.querySelectorAll('.table')].every(t => t.scrollWidth <= t.clientWidth + 1)"
    )
    assert page.pdf(format="A4").startswith(b"%PDF")
