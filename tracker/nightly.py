"""The night: take in what came, match and group it, send what is owed, and say what happened."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from tracker.alerts import Mailer, SendReport, send_due_alerts
from tracker.campaigns.audit import audit_recall
from tracker.campaigns.audit_report import AuditReport, with_nights
from tracker.campaigns.build import MatchReport, match_and_group
from tracker.campaigns.scoring import copy_threshold
from tracker.holidays import holidays_of
from tracker.ingest import FileReport, files_by_body, ingest_files
from tracker.law.working_days import horizon_warning
from tracker.matching.encoder import Encoder
from tracker.matching.scorer import Scorer
from tracker.runs import Clock, Listener, RecordedRun, Transaction, day_of, recorded_run
from tracker.settings import Settings
from tracker.store.queries.runs import last_audits

AUDIT_BELOW_FLOOR = 20_000
"""Pairs below the cosine floor that a night's audit scores: about two seconds' work."""

AUDITED_NIGHTS = 60
"""Nights whose audits are added up: one night's sample mostly holds no link."""


@dataclass(frozen=True, kw_only=True)
class NightReport:
    """What a night did."""

    files: list[FileReport]
    matched: MatchReport
    audited: AuditReport | None
    """None where the settings ask for no audit."""
    sent: SendReport


@dataclass(frozen=True, kw_only=True)
class Night:
    """What a run works with: all of it is passed in."""

    transaction: Transaction
    settings: Settings
    load_models: Callable[[], tuple[Encoder, Scorer]]
    """Called once the files are in, so that a model that must not be used costs no request."""
    mailer: Mailer | None
    """None where no mail server is configured: alerts then wait."""
    clock: Clock
    listener: Listener

    def run(self, folder: Path) -> NightReport:
        """Work through the night and record it as one run.

        Alerts that earlier nights owe are sent even when this night's matching fails; the
        failure then goes to the caller. The caller holds the run lock.
        """
        with recorded_run(self.transaction, "nightly", clock=self.clock) as run:
            self._look_at_holidays(run)
            files = ingest_files(
                self.transaction,
                files_by_body(folder),
                run=run,
                clock=self.clock,
                listener=self.listener,
                skip_seen=True,
            )
            try:
                encoder, scorer = self.load_models()
                matched = self._match(run, encoder, scorer)
                audited = self._audit(run, scorer)
            finally:
                sent = self._send(run)
            return NightReport(files=files, matched=matched, audited=audited, sent=sent)

    def _look_at_holidays(self, run: RecordedRun) -> None:
        """Say, and keep in the run's report, that the bank-holiday data ends too soon."""
        holidays = holidays_of(self.settings)
        if warning := horizon_warning(holidays, day_of(self.clock())):
            run.report["bank_holidays"] = {"end": holidays.ends.isoformat(), "warning": warning}
            self.listener.note(warning)

    def _match(self, run: RecordedRun, encoder: Encoder, scorer: Scorer) -> MatchReport:
        now = self.clock()
        with self.listener.step("Matching") as progress:
            matched = match_and_group(
                self.transaction,
                encoder=encoder,
                scorer=scorer,
                settings=self.settings,
                today=day_of(now),
                now=now,
                run_id=run.id,
                progress=progress,
            )
        run.report["match"] = asdict(matched)
        return matched

    def _audit(self, run: RecordedRun, scorer: Scorer) -> AuditReport | None:
        """Look whether a few wordings have every link they should; each night draws others."""
        if not self.settings.audit_sample:
            return None
        with self.listener.step("Auditing") as progress, self.transaction() as session:
            audited = audit_recall(
                session,
                scorer=scorer,
                threshold=copy_threshold(self.settings, scorer),
                sample=self.settings.audit_sample,
                seed=run.id,
                below_floor=AUDIT_BELOW_FLOOR,
                progress=progress,
            )
            before = last_audits(session, limit=AUDITED_NIGHTS)
        audited = replace(audited, nights=with_nights(audited.counts(), before))
        run.report["audit"] = audited.counts()
        return audited

    def _send(self, run: RecordedRun) -> SendReport:
        sent = send_due_alerts(
            self.transaction, mailer=self.mailer, now=self.clock(), settings=self.settings
        )
        run.report["alerts"] = asdict(sent)
        return sent
