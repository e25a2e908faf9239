"""Addresses of stylesheets, scripts and icons that change whenever their content does."""

import hashlib
from pathlib import Path

from flask import Flask, url_for

_A_YEAR = 365 * 24 * 60 * 60


def register(app: Flask) -> None:
    """Let templates write `asset("mosaic.css")`, and browsers keep what they got for a year."""
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = _A_YEAR
    folder = Path(app.static_folder or "")
    versions = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        for path in folder.rglob("*")
        if path.is_file()
    }

    def asset(name: str) -> str:
        return url_for("static", filename=name, v=versions[name])

    app.jinja_env.globals["asset"] = asset
