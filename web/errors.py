"""Pages for what went wrong: in plain words, with what to do, and without what was asked."""

from secrets import token_hex

from flask import Flask, Response, current_app, render_template
from werkzeug.exceptions import HTTPException

WORDS = {
    404: (
        "Page not found",
        "If you typed the address, check that it is right.",
    ),
    405: ("This page only shows things", "It takes no input. Go back and follow a link instead."),
    410: ("This campaign has ended", "None of its requests belongs to it any more."),
}
_OTHER = ("Something was wrong with the request", "Go back and try again.")


def register(app: Flask) -> None:
    """Give every error a page of its own."""
    app.register_error_handler(HTTPException, _client_error)
    app.register_error_handler(400, _bad_request)
    app.register_error_handler(500, _server_error)


def _bad_request(_error: HTTPException) -> Response:
    """Answer without a template: under an untrusted host name no address can be made."""
    return Response("Mosaic does not answer under this address.\n", 400, mimetype="text/plain")


def _client_error(error: HTTPException) -> tuple[str, int]:
    code = error.code or 500
    heading, advice = WORDS.get(code, _OTHER)
    return render_template("error.html", heading=heading, advice=advice), code


def _server_error(error: Exception) -> tuple[str, int]:
    reference = token_hex(4)
    cause = getattr(error, "original_exception", None) or error
    current_app.logger.error("page failed, reference %s: %s", reference, type(cause).__name__)
    advice = (
        "Nothing was lost: pages only read. Try again in a few minutes, and give the reference "
        f"{reference} to whoever runs Mosaic if it happens again."
    )
    page = render_template("error.html", heading="Sorry, this page failed", advice=advice)
    return page, 500
