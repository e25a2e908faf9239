"""The vendored files are the pinned versions, named in one place and in THIRD_PARTY.md."""

import re
from pathlib import Path
from runpy import run_path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = run_path(str(ROOT / "scripts" / "vendor_assets.py"))


def test_the_files_are_those_that_the_script_would_write():
    name = f"govuk-frontend-{SCRIPT['GOVUK'].version}.min"
    assert {path.name for path in SCRIPT["VENDOR"].iterdir()} == {f"{name}.css", f"{name}.js"}
    axe = f"axe-{SCRIPT['AXE'].version}.min.js"
    assert {p.name for p in SCRIPT["TEST_ASSETS"].iterdir()} == {axe, "axe-core-LICENSE.txt"}
    css = next(SCRIPT["VENDOR"].glob("*.css")).read_text("utf-8")
    assert f'--govuk-frontend-version:"{SCRIPT["GOVUK"].version}"' in css
    assert SCRIPT["without_gov_uk_property"](css) == css
    assert css.count("{") == css.count("}")


def test_templates_and_notices_name_the_pinned_versions():
    govuk, axe = SCRIPT["GOVUK"].version, SCRIPT["AXE"].version
    for path in ("web/templates/base.html", "web/static/app.js"):
        named = re.findall(r"govuk-frontend-([\d.]+)\.min", (ROOT / path).read_text("utf-8"))
        assert named == [govuk]
    notices = (ROOT / "THIRD_PARTY.md").read_text("utf-8")
    assert f"| {govuk} | MIT" in notices
    assert f"| {axe} | Mozilla Public License 2.0" in notices


@pytest.mark.parametrize(
    "css",
    [
        "a{font-family:GDS Transport}",
        "a{background:url(/assets/images/govuk-crest.svg)}",
        "a{background:url(data:image/png;base64,AAAA)}",
    ],
)
def test_the_script_stops_when_something_of_gov_uk_would_be_left(css):
    with pytest.raises(SystemExit, match="still holds"):
        SCRIPT["without_gov_uk_property"](css)


def test_the_script_takes_font_and_crest_out_and_keeps_the_rest():
    css = (
        "a{color:red}/*! notice */@font-face{font-family:GDS Transport;src:url(x.woff2)}"
        ".b{font-family:GDS Transport,arial,sans-serif}"
        ".govuk-footer__copyright-logo:before{background-image:url(/assets/govuk-crest.svg);top:0}"
    )
    assert SCRIPT["without_gov_uk_property"](css) == (
        "a{color:red}.b{font-family:arial,sans-serif}.govuk-footer__copyright-logo:before{top:0}\n"
    )
