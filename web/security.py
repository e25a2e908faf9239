"""What keeps the pages to themselves: who may ask, and what a browser may do with an answer."""

from flask import Flask, request
from werkzeug.wrappers import Response

LOOPBACK = ("127.0.0.1", "localhost")
"""Names under which the dashboard answers; it has no sign-in, so no others are let in."""

GOVUK_INLINE_SCRIPT = "sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw="
"""Hash of the one inline line in the template of govuk-frontend-jinja; a test recomputes it."""

HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' '{GOVUK_INLINE_SCRIPT}'",
            "style-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_MAX_BODY = 64 * 1024


def protect(app: Flask) -> None:
    """Refuse other Host headers and long bodies; put the security headers on every answer."""
    app.config["TRUSTED_HOSTS"] = list(LOOPBACK)
    app.config["MAX_CONTENT_LENGTH"] = _MAX_BODY
    app.after_request(_headers)


def _headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    if request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"
    return response
