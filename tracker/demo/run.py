"""Take the story through the same ingest and matching as real data."""

from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.campaigns.build import MatchReport, match_and_group
from tracker.demo.files import write_story
from tracker.ingest import FileReport, files_by_body, ingest_files
from tracker.matching.encoder import Encoder
from tracker.matching.scorer import Scorer
from tracker.register import load_shipped_register
from tracker.runs import Clock, Listener, Transaction, day_of, recorded_run
from tracker.settings import Settings
from tracker.store.tables import Body, Request, Run


class NotForDemo(Exception):
    """The database holds requests that the demo did not bring; nothing was changed."""


@dataclass(frozen=True, kw_only=True)
class DemoOutcome:
    """What a run of the demo did."""

    run_id: int
    files: list[FileReport]
    matched: MatchReport


@dataclass(frozen=True, kw_only=True)
class Demo:
    """What the demo works with: all of it is passed in. The caller holds the run lock."""

    transaction: Transaction
    settings: Settings
    encoder: Encoder
    scorer: Scorer
    clock: Clock
    listener: Listener

    def run(self, folder: Path) -> DemoOutcome:
        """Write the files, fill the register, take the files in, match and group.

        Raises NotForDemo where the database holds requests from elsewhere.
        """
        with self.transaction() as session:
            _prepare(session)
        write_story(folder, today=day_of(self.clock()))
        with recorded_run(self.transaction, "demo", clock=self.clock) as run:
            files = ingest_files(
                self.transaction,
                files_by_body(folder),
                run=run,
                clock=self.clock,
                listener=self.listener,
            )
            now = self.clock()
            with self.listener.step("Matching") as progress:
                matched = match_and_group(
                    self.transaction,
                    encoder=self.encoder,
                    scorer=self.scorer,
                    settings=self.settings,
                    today=day_of(now),
                    now=now,
                    run_id=run.id,
                    progress=progress,
                )
            run.report["match"] = asdict(matched)
            return DemoOutcome(run_id=run.id, files=files, matched=matched)


def _prepare(session: Session) -> None:
    brought_by = select(Run.id).where(Run.kind == "demo")
    foreign = select(Request.id).where(Request.first_run_id.not_in(brought_by)).limit(1)
    if session.scalar(foreign) is not None:
        raise NotForDemo
    if session.scalar(select(Body.id).limit(1)) is None:
        load_shipped_register(session)
