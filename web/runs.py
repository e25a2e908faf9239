"""What came in, run by run, and what could not be taken."""

from flask import Blueprint, abort

from tracker.campaigns.audit_report import in_words
from tracker.store.queries.runs import files_of_run, list_runs, rejected_rows, run_row
from web.pages import dashboard, page

RUNS_SHOWN = 100
ROWS_SHOWN = 500

blueprint = Blueprint("runs", __name__, url_prefix="/runs")


@blueprint.get("")
def index() -> str:
    """List the last runs, newest first."""
    with dashboard().database.reading() as session:
        runs = list_runs(session, limit=RUNS_SHOWN)
        return page(session, "runs/index.html", runs=runs, most=RUNS_SHOWN)


@blueprint.get("/<int(max=2147483647):number>")
def show(number: int) -> str:
    """Show one run: its files, its counts, and the rows that were set aside."""
    with dashboard().database.reading() as session:
        run = run_row(session, number)
        if run is None:
            abort(404)
        report = dict(run.report)
        audit = report.pop("audit", None)
        return page(
            session,
            "runs/show.html",
            run=run,
            report=report,
            audit=audit,
            audit_words=in_words(audit) if audit else "",
            files=files_of_run(session, number),
            rejected=rejected_rows(session, number, limit=ROWS_SHOWN),
        )
