"""The facts of an evidence document about one campaign, and what speaks against a refusal. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tracker.campaigns.precedents import Precedents
from tracker.campaigns.risk.answers import Answer, Said, standing
from tracker.campaigns.risk.contradiction import Inconsistency, Rule
from tracker.campaigns.risk.disclosed import Disclosed
from tracker.campaigns.risk.line import Line, line_of
from tracker.campaigns.risk.next_answers import NextAnswer
from tracker.law.postures import Posture, Reveals

_GIVEN_OUT = frozenset({Posture.DISCLOSED, Posture.PARTLY_DISCLOSED, Posture.ALREADY_PUBLISHED})
_WITHHELD = frozenset({Posture.REFUSED, Posture.NCND})
BREAKS_THE_LINE = frozenset(
    {Rule.NCND_BESIDE_DENIAL, Rule.NCND_BESIDE_CONFIRMATION, Rule.NEIGHBOUR_DISCLOSED}
)


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """One question of a campaign, in the wording of most requests, without any body's name."""

    text: str
    requests: int
    bodies: int
    wordings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is known of a campaign on a day."""

    code: str
    title: str
    marking: str
    generated: date
    as_of: date
    questions: tuple[QuestionAsked, ...]
    answers: tuple[Answer, ...]
    """In the order of receipt, as they stood on that day."""
    names: Mapping[str, str]
    """The name of every body in the map, by slug."""
    outsider_map: Mapping[str, Reveals]
    inconsistencies: tuple[Inconsistency, ...]
    next_answers: tuple[NextAnswer, ...]
    disclosed: tuple[Disclosed, ...]
    """What was given out or is published, the first first."""
    precedents: Precedents
    scottish: bool
    """Whether it reached a body under FOISA."""

    @property
    def line(self) -> Line:
        """Sort the answers by what they do to an NCND."""
        return line_of(self.answers)

    @property
    def bodies(self) -> int:
        """Count the bodies that were asked."""
        return len({answer.body.slug for answer in self.answers})

    @property
    def broken(self) -> tuple[Inconsistency, ...]:
        """Give the ways in which an NCND is broken and nobody explained it."""
        return tuple(
            each
            for each in self.inconsistencies
            if each.rule in BREAKS_THE_LINE and not each.explained
        )

    def known_of(self, reveals: Reveals) -> tuple[str, ...]:
        """Name the bodies of which an outsider knows this."""
        return tuple(
            sorted(
                self.names[slug] for slug, known in self.outsider_map.items() if known is reveals
            )
        )


@dataclass(frozen=True, slots=True)
class CounterCase:
    """What speaks for answering, from the same answers."""

    gave_out: tuple[str, ...]
    """Bodies that gave something out, by name."""
    without_breaking: tuple[Disclosed, ...]
    """What was given out by bodies that break nobody's NCND."""
    withheld: tuple[str, ...]
    """Bodies that withheld it or said NCND, by name."""
    withheld_after: tuple[Said, ...]
    """Answers that withheld it after another body had given it out, the first first."""


def counter_case(evidence: Evidence) -> CounterCase:
    """Gather what speaks for answering, refusals that look needless among it."""
    given = [each for each in evidence.disclosed if each.posture in _GIVEN_OUT]
    breaking = {slug for each in evidence.broken for slug in each.bodies}
    stand = [found for found in map(standing, evidence.answers) if found]
    withheld = [each for each in stand if each.stance.posture in _WITHHELD]
    return CounterCase(
        gave_out=_named(each.name for each in given),
        without_breaking=tuple(each for each in given if each.body not in breaking),
        withheld=_named(each.body.name for each in withheld),
        withheld_after=tuple(
            sorted(
                (each for each in withheld if _after(each, given)),
                key=lambda each: (each.given or date.max, each.body.name, each.reference),
            )
        ),
    )


def _after(said: Said, given: Iterable[Disclosed]) -> bool:
    """Say whether another body had given it out before the day of this answer."""
    return said.given is not None and any(
        each.responded is not None and each.responded < said.given and each.body != said.body.slug
        for each in given
    )


def _named(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))
