"""The dashboard on a SQLite file, with a story in it."""

from pathlib import Path
from runpy import run_path

import pytest

from web import create_app

STORY = run_path(str(Path(__file__).parents[1] / "story.py"))


@pytest.fixture
def app(sqlite_database, settings):
    chosen = settings.model_copy(update={"copy_threshold": 0.6})
    app = create_app(chosen, database=sqlite_database, clock=lambda: STORY["NOW"])
    app.testing = True
    return app


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def story(sqlite_database):
    """Fill the database with the police story, and give what its tables were filled with."""
    with sqlite_database.writing() as session:
        STORY["police_story"](session)
    return STORY


@pytest.fixture
def told(story, client):
    """Give a browser of sorts in front of the story."""
    return client


@pytest.fixture
def fill(sqlite_database):
    """Give a way to write into the database through a Story."""

    def write(tell):
        with sqlite_database.writing() as session:
            return tell(STORY["Story"](session))

    return write
