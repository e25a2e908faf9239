"""Whether the dashboard can do its work, for whoever watches over it."""

from flask import Blueprint, Response, jsonify
from sqlalchemy.exc import SQLAlchemyError

from tracker.store.schema import SchemaMismatch, SchemaState, schema_state
from web.pages import dashboard

blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
def show() -> tuple[Response, int]:
    """Answer 200 when the database is there and has the tables this program needs, else 503."""
    try:
        state = str(schema_state(dashboard().database))
    except SchemaMismatch:
        state = "foreign"
    except SQLAlchemyError:
        state = "unreachable"
    well = state == SchemaState.CURRENT
    return jsonify(status="ok" if well else "failed", database=state), 200 if well else 503
