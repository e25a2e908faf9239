"""Take several files, each in a transaction of its own, so that one cannot cost another."""

from collections.abc import Iterable

from tracker.ingest.file import ingest_file
from tracker.ingest.folder import SourceFile
from tracker.ingest.report import FileReport
from tracker.runs import Clock, Listener, RecordedRun, Transaction, day_of


def ingest_files(
    transaction: Transaction,
    files: Iterable[SourceFile],
    *,
    run: RecordedRun,
    clock: Clock,
    listener: Listener,
    format: str = "auto",  # noqa: A002 - the word of the command line
    profile: str | None = None,
    skip_seen: bool = False,
) -> list[FileReport]:
    """Ingest each file, tell the listener what became of it, and add up the run's counts."""
    reports = []
    for file in files:
        now = clock()
        with listener.step("Reading") as progress, transaction() as session:
            report = ingest_file(
                session,
                file.path,
                run_id=run.id,
                today=day_of(now),
                now=now,
                format=format,
                body=file.body,
                profile=profile,
                progress=progress,
                skip_seen=skip_seen,
            )
        reports.append(report)
        for line in report.lines():
            listener.note(line)
    run.report["ingest"] = _totals(reports)
    return reports


def _totals(reports: list[FileReport]) -> dict[str, int]:
    return {
        "files": len(reports),
        "files_quarantined": sum(report.status == "quarantined" for report in reports),
        "rows_in": sum(report.rows_in for report in reports),
        "stored": sum(report.stored for report in reports),
        "changed": sum(report.changed for report in reports),
        "unchanged": sum(report.unchanged for report in reports),
        "quarantined": sum(report.quarantined for report in reports),
    }
