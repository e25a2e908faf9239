"""A real browser in front of a real server; both are needed, and their absence is a failure."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from runpy import run_path
from threading import Thread

import pytest
from playwright.sync_api import sync_playwright
from waitress import create_server

from tracker.settings import Settings
from tracker.store.engine import open_database
from web import create_app

STORY = run_path(str(Path(__file__).parents[1] / "story.py"))
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
NASTY = "\"><script>alert('x')</script><img src=x onerror=alert(1)> \u202e 🦉 " + "W" * 300


def tell_nasty(session):
    """Put hostile and very long text wherever text can stand."""
    story = STORY["Story"](session)
    run = story.run(report={"note": NASTY})
    story.file(run, NASTY[:200], rejected=[(1, "x", NASTY, {NASTY: NASTY})])
    story.body("nasty", NASTY[:200])
    asked = [
        story.request(slug, STORY["TODAY"], [wording], run=run, reference=NASTY[:150])[0]
        for slug, wording in (("nasty", f"{NASTY} one"), ("kent", f"{NASTY} two"))
    ]
    story.match(f"{NASTY} one", f"{NASTY} two", [(NASTY, 1.0, 2.0, NASTY)])
    story.campaign(NASTY, asked, run=run, round_robin=True)


def tell_story(session):
    """The police story, and enough campaigns for two pages."""
    STORY["police_story"](session)
    STORY["crowd"](session, 60, size=2)


TOLD = {"story": tell_story, "nasty": tell_nasty, "empty": lambda _session: None}


@contextmanager
def served(path, tell) -> Iterator[str]:
    """Serve the dashboard over a database file at a free port."""
    database = open_database(f"sqlite:///{path}")
    with database.writing() as session:
        tell(session)
    app = create_app(Settings(copy_threshold=0.6), database=database, clock=lambda: STORY["NOW"])
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.trigger.pull_trigger(server.close)
        thread.join(timeout=20)
        database.dispose()


@pytest.fixture(scope="session")
def addresses(sqlite_template, tmp_path_factory):
    """Serve each of the stories and give their addresses by name."""
    folder = tmp_path_factory.mktemp("served")
    with ExitStack() as stack:
        found = {}
        for name, tell in TOLD.items():
            path = folder / f"{name}.db"
            shutil.copyfile(sqlite_template, path)
            found[name] = stack.enter_context(served(path, tell))
        yield found


@pytest.fixture(scope="session")
def chromium():
    """Start Chromium once."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, addresses):
    """Give a way to open a page of a story; everything that goes wrong on it is written down."""
    contexts = []

    def open_page(address, *, told="story", width=1280, scripts=True):
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            reduced_motion="reduce",
            locale="en-GB",
        )
        contexts.append(context)
        page = context.new_page()
        page.troubles, page.asked = [], []
        page.on("console", lambda m: page.troubles.append(m.text) if m.type != "log" else None)
        page.on("pageerror", lambda error: page.troubles.append(str(error)))
        page.on("dialog", lambda dialog: page.troubles.append(f"dialog {dialog.message}"))
        page.on("request", lambda request: page.asked.append(request.url))
        page.add_init_script(
            "window.refused = []; document.addEventListener('securitypolicyviolation',"
            " e => window.refused.push(`${e.violatedDirective} ${e.blockedURI}`))"
        )
        page.home = addresses[told]
        page.answer = page.goto(page.home + address)
        return page

    yield open_page
    for context in contexts:
        context.close()
