"""What every page has, whatever it shows."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, PackageLoader

from web.security import GOVUK_INLINE_SCRIPT

PAGES = [
    ("/campaigns", 200),
    ("/campaigns?show=round-robins", 200),
    ("/campaigns?q=catchers+kent", 200),
    ("/campaigns?q=nothing+like+it", 200),
    ("/campaigns/C-1", 200),
    ("/campaigns/C-1?a=1B&b=1C", 200),
    ("/campaigns/C-1?a=Z&b=1A", 200),
    ("/campaigns/C-1?merged=C-5", 200),
    ("/campaigns/C-2", 200),
    ("/campaigns/C-3", 200),
    ("/campaigns/C-4", 410),
    ("/campaigns/C-99", 404),
    ("/campaigns/sausages", 404),
    ("/campaigns/999999999999999999999", 404),
    ("/runs", 200),
    ("/runs/2", 200),
    ("/runs/3", 200),
    ("/runs/99", 404),
    ("/runs/99999999999999999999999", 404),
    ("/nowhere", 404),
]
ADDRESSES = [address for address, _ in PAGES]


class Reading(HTMLParser):
    """Collects what the tests ask about."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.open, self.text = [], [], {}
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)
        if tag in {"h1", "title"}:
            self.text.setdefault(tag, []).append("")

    def handle_endtag(self, tag):
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data):
        for tag in ("h1", "title"):
            if self.open and self.open[-1] == tag and "svg" not in self.open:
                self.text[tag][-1] += data

    def all(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.mark.parametrize(("address", "status"), PAGES)
def test_a_page_has_one_heading_that_its_title_holds_and_nothing_inline(told, address, status):
    answer = told.get(address)
    assert answer.status_code == status
    page = Reading(answer.text)
    (heading,) = page.text["h1"]
    assert heading.strip()
    title = next(iter(page.text["title"]))
    assert heading.strip() in title
    assert title.endswith("Mosaic request tracker")
    assert [a for _, a in page.tags if "style" in a] == []
    assert page.all("style") == []
    assert [a for _, a in page.tags for key in a if key.startswith("on")] == []
    assert len(re.findall(r"<script(?![^>]*src=)", answer.text)) == 1
    assert [a["src"] for a in page.all("script") if "src" in a] == [
        a["src"] for a in page.all("script") if a.get("src", "").startswith("/static/")
    ]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_field_has_a_label_and_every_id_is_used_once(told, address):
    page = Reading(told.get(address).text)
    ids = [a["id"] for _, a in page.tags if "id" in a]
    assert sorted(set(ids)) == sorted(ids)
    labelled = {a.get("for") for a in page.all("label")}
    fields = [a for tag in ("input", "select", "textarea") for a in page.all(tag)]
    assert [a for a in fields if a.get("type") != "hidden" and a["id"] not in labelled] == []
    for attributes in (a for _, a in page.tags if "aria-labelledby" in a):
        assert set(attributes["aria-labelledby"].split()) <= set(ids)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_table_has_a_name_and_every_picture_says_what_it_shows(told, address):
    html = told.get(address).text
    for table in re.findall(r"<table.*?</table>", html, re.DOTALL):
        assert "<caption" in table or "aria-labelledby=" in table
    for picture in re.findall(r"<svg.*?</svg>", html, re.DOTALL):
        assert 'aria-hidden="true"' in picture or re.search(r"<title>[^<]+</title>", picture)


@pytest.mark.parametrize("address", ["/campaigns", "/campaigns/C-1", "/nowhere", "/health"])
def test_an_answer_carries_the_headers_that_shut_the_page(told, address):
    headers = told.get(address).headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["style-src"] == "'self'"
    assert policy["script-src"] == f"'self' '{GOVUK_INLINE_SCRIPT}'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in headers


def test_the_one_inline_line_is_the_one_whose_hash_the_policy_names(told):
    environment = Environment(loader=PackageLoader("govuk_frontend_jinja"), autoescape=True)
    source, _, _ = environment.loader.get_source(environment, "template.html")
    shown = told.get("/campaigns").text
    for html in (source, shown):
        (script,) = re.findall(r"<script(?![^>]*src=)[^>]*>(.*?)</script>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"sha256-{digest}" == GOVUK_INLINE_SCRIPT


@pytest.mark.parametrize(
    "host", ["evil.example", "10.0.0.7", "mosaic.police.uk", "127.0.0.1.evil.example", ""]
)
def test_another_host_name_is_turned_away(told, host):
    answer = told.get("/campaigns", headers={"Host": host})
    assert answer.status_code == 400
    assert "catchers" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "localhost:5055", "127.0.0.1:80"])
def test_a_loopback_host_name_is_let_in(told, host):
    assert told.get("/campaigns", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("address", ["/campaigns", "/campaigns/C-1", "/runs", "/runs/1"])
def test_no_page_takes_input(told, method, address):
    assert getattr(told, method)(address, data={"x": "y"}).status_code == 405


def test_static_files_are_kept_and_change_their_address_with_their_content(told):
    html = told.get("/campaigns").text
    addresses = re.findall(r'(?:href|src)="(/static/[^"]+)"', html)
    assert len(addresses) == 4
    for address in addresses:
        with told.get(address) as answer:
            content = answer.data
        assert answer.status_code == 200
        assert f"?v={hashlib.sha256(content).hexdigest()[:12]}" in address
        assert "max-age=31536000" in answer.headers["Cache-Control"]


def test_a_page_that_fails_says_so_without_saying_what_it_held(app, told, caplog):
    secret = "what was asked about badgers"
    app.testing = False

    def fail():
        raise RuntimeError(secret)

    app.add_url_rule("/fails", "fails", fail)
    answer = told.get("/fails")
    assert answer.status_code == 500
    assert "Sorry, this page failed" in answer.text
    assert secret not in answer.text
    reference = re.search(r"reference ([0-9a-f]{8})", " ".join(answer.text.split())).group(1)
    assert reference in caplog.text


def test_the_stylesheet_holds_nothing_that_belongs_to_gov_uk_alone(app):
    css = [path.read_text("utf-8") for path in _static(app, "*.css")]
    assert len(css) == 2
    for text in css:
        assert not re.search(r"GDS Transport|@font-face|crest|url\(|sourceMapping|@import", text)


def test_no_page_asks_for_anything_from_elsewhere(told):
    for address in ADDRESSES:
        html = told.get(address).text
        assert re.findall(r'(?:src|href|action)="(?:https?:)?//[^"]*"', html) == []


def _static(app, pattern):
    return sorted(Path(app.static_folder).rglob(pattern))
