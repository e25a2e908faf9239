"""Every page in Chromium: readable by everyone, quiet, and shut to the outside."""

from pathlib import Path

import pytest

AXE = (Path(__file__).parent / "assets" / "axe-4.14.1.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = [
    *(("story", "/campaigns"), ("story", "/campaigns?page=2"), ("story", "/campaigns?q=zebra")),
    *(("story", "/campaigns/C-1"), ("story", "/campaigns/C-2"), ("story", "/campaigns/C-3")),
    *(("story", "/campaigns/C-1?a=1A&b=1C"), ("story", "/campaigns/C-4")),
    *(("story", "/runs"), ("story", "/runs/2"), ("story", "/runs/3"), ("story", "/nowhere")),
    *(("empty", "/campaigns"), ("empty", "/runs")),
    *(("nasty", "/campaigns"), ("nasty", "/campaigns/C-1"), ("nasty", "/runs/1")),
]
WIDTHS = [1280, 320]


def spill(page):
    """Give the pixels by which a page is wider than the window."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


def found_by_axe(page):
    """Give what axe is sure of, and what it leaves to people besides contrast."""
    page.evaluate(AXE)
    result = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
    left = [each for each in result["incomplete"] if each["id"] != "color-contrast"]
    return [
        (each["id"], [n["target"] for n in each["nodes"]]) for each in result["violations"] + left
    ]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("told", "address"), PAGES)
def test_a_page_is_accessible_quiet_and_fits(visit, told, address, width):
    page = visit(address, told=told, width=width)
    expected_trouble = page.answer.status >= 400
    assert found_by_axe(page) == []
    assert page.evaluate("window.refused") == []
    assert len(page.troubles) == (1 if expected_trouble else 0)
    assert [url for url in page.asked if not url.startswith(page.home)] == []
    assert spill(page) == 0


@pytest.mark.parametrize("width", WIDTHS)
def test_opened_details_fit_and_are_accessible(visit, width):
    page = visit("/campaigns/C-1", width=width)
    page.get_by_text("The same as a table").click()
    assert page.get_by_role("table", name="Requests received, day by day").is_visible()
    page.get_by_text("What is known of each body").click()
    assert page.get_by_role("table", name="What an outsider knows of each body").is_visible()
    assert spill(page) == 0
    assert found_by_axe(page) == []


def test_axe_finds_what_is_wrong(visit):
    page = visit("/campaigns")
    page.evaluate("document.querySelector('label').remove()")
    assert [name for name, _ in found_by_axe(page)] == ["label"]


def test_the_policy_refuses_what_is_not_the_dashboards_own(visit):
    page = visit("/campaigns")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">x</p>')")
    page.evaluate("document.head.append(Object.assign(new Image(), {src: 'https://a.example/x'}))")
    page.wait_for_function("window.refused.length >= 2")
    assert sorted(line.split()[0] for line in page.evaluate("window.refused")) == [
        "img-src",
        "style-src-attr",
    ]


@pytest.mark.parametrize("address", ["/campaigns", "/campaigns/C-1"])
def test_a_first_visit_is_light(visit, address):
    page = visit(address)
    sizes = page.evaluate(
        "performance.getEntries().filter(e => e.decodedBodySize).map(e => e.decodedBodySize)"
    )
    assert len(page.asked) <= 7
    assert sum(sizes) <= 300_000


def test_without_scripts_the_list_is_filtered_and_read(visit):
    page = visit("/campaigns", scripts=False)
    page.get_by_label("Words in the title").fill("catchers")
    page.get_by_label("Round robins only").check()
    page.get_by_role("button", name="Apply filter").click()
    page.wait_for_url("**/campaigns?q=*")
    assert page.url == f"{page.home}/campaigns?q=catchers&show=round-robins"
    assert "1 round robin with ‘catchers’" in page.inner_text("main")
    page.get_by_role("link", name="IMSI catchers").click()
    page.wait_for_url("**/campaigns/C-1")
    assert page.inner_text("h1").startswith("IMSI catchers")
    page.get_by_label("The other").select_option("1C")
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url("**/campaigns/C-1?a=1A*")
    assert page.url == f"{page.home}/campaigns/C-1?a=1A&b=1C#compare"
    assert "at how many public events" in page.inner_text("ins >> nth=-2")


def test_without_scripts_pages_are_turned(visit):
    page = visit("/campaigns", scripts=False, width=320)
    page.get_by_role("link", name="Next page").click()
    page.wait_for_url("**/campaigns?page=2")
    assert "page 2 of 2" in page.title()
    page.get_by_role("link", name="Runs").click()
    page.wait_for_url("**/runs")
    assert page.inner_text("h1") == "Runs"


def test_the_keyboard_alone_leads_from_the_list_to_a_campaign(visit):
    page = visit("/campaigns")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Skip to main content"
    page.keyboard.press("Enter")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").startswith("IMSI"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/campaigns/C-1")
    assert page.inner_text("h1").startswith("IMSI catchers")


def test_a_narrow_list_still_is_a_table_to_those_who_hear_it(visit):
    page = visit("/campaigns?show=round-robins&q=catchers", width=320)
    row = page.get_by_role("table", name="1 round robin").get_by_role("row").nth(1)
    assert row.get_by_role("rowheader").count() == 1
    assert row.get_by_role("cell").count() == 6


def test_what_changed_is_said_to_those_who_do_not_see_it(visit):
    page = visit("/campaigns/C-1?a=1A&b=1C")
    added = page.locator(".mo-pair__side ins").all_text_contents()
    assert added
    assert all(text.startswith("[added: ") and text.endswith("]") for text in added)
