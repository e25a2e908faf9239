"""What people see: the dashboard, made for one installation by `create_app`."""

from datetime import UTC, datetime

from flask import Flask, redirect, url_for
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader
from werkzeug.wrappers import Response

from tracker.campaigns.scoring import copy_threshold
from tracker.runs import Clock
from tracker.settings import Settings
from tracker.store.engine import Database
from web import assets, campaigns, errors, health, pictures, runs, security, words
from web.pages import EXTENSION, Dashboard


def _now() -> datetime:
    return datetime.now(UTC)


def create_app(settings: Settings, *, database: Database, clock: Clock = _now) -> Flask:
    """Make the dashboard; it answers to loopback addresses only, because it has no sign-in."""
    app = Flask(__name__)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.jinja_loader = ChoiceLoader(
        [
            PackageLoader("web"),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    app.extensions[EXTENSION] = Dashboard(
        settings=settings,
        database=database,
        threshold=copy_threshold(settings),
        clock=clock,
    )
    security.protect(app)
    assets.register(app)
    words.register(app)
    pictures.register(app)
    errors.register(app)
    for blueprint in (campaigns.blueprint, runs.blueprint, health.blueprint):
        app.register_blueprint(blueprint)
    app.add_url_rule("/", "home", _home)
    return app


def _home() -> Response:
    return redirect(url_for("campaigns.index"))
