"""Put the evidence about a campaign into sections, with the case for answering as plain as any."""

from collections.abc import Iterable, Sequence
from datetime import date

from tracker.campaigns import evidence_words as words
from tracker.campaigns.advice_words import ALWAYS
from tracker.campaigns.evidence import CounterCase, Evidence, counter_case
from tracker.campaigns.evidence_limits import limits
from tracker.campaigns.evidence_parts import Block, Bullets, Cell, Document, Link, Section, Table
from tracker.campaigns.precedents import Precedent
from tracker.campaigns.risk.answers import Answer, is_given, standing
from tracker.campaigns.risk.line import bodies_of
from tracker.campaigns.risk.wording import cited, count, in_words, join
from tracker.law.postures import Posture, Reveals

REVEALS = {
    Reveals.CONFIRMS: "It is held",
    Reveals.DENIES: "It is not held",
    Reveals.UNCLEAR: "Unclear",
    Reveals.NOTHING: "Nothing, while nobody breaks the line",
    Reveals.PENDING: "Nothing yet",
    Reveals.NOT_ASKED: "Not asked",
    Reveals.NO_DATA: "No data",
}
_UNANSWERED = {
    Posture.WITHDRAWN: "withdrawn",
    Posture.CLARIFICATION: "clarification asked for",
    Posture.UNKNOWN: "answered, in a way that is not known",
}


def document(evidence: Evidence) -> Document:
    """Write the evidence as a document; the same evidence gives the same document."""
    counter = counter_case(evidence)
    told = (
        f"Campaign {evidence.code}. Generated on {in_words_of_day(evidence.generated)}; answers "
        f"as they stood on {in_words_of_day(evidence.as_of)}."
    )
    sections = (
        _asked(evidence),
        _public(evidence),
        _next(evidence),
        _inference(evidence),
        _for_answering(evidence, counter),
        _precedents(evidence),
        Section("limits", "What is not known", (Bullets(limits(evidence)),)),
        Section("always", "What always goes with this", (Bullets(ALWAYS),)),
    )
    return Document(
        f"Evidence: {evidence.title}", evidence.marking, (words.WHAT_THIS_IS, told), sections
    )


def in_words_of_day(day: date | None) -> str:
    """Write a day: `3 November 2026`."""
    return f"{day.day} {day:%B %Y}" if day else "no date"


def _asked(evidence: Evidence) -> Section:
    days = [answer.received for answer in evidence.answers]
    answered = sum(is_given(answer.stance) for answer in evidence.answers)
    span = (
        f"{count(evidence.bodies, 'body was', 'bodies were')} asked, between "
        f"{in_words_of_day(min(days))} and {in_words_of_day(max(days))}; {answered} of "
        f"{count(len(days), 'request')} had been answered."
    )
    questions = Bullets(
        tuple(
            f"{each.text} (asked of {count(each.bodies, 'body', 'bodies')}, in "
            f"{count(each.wordings, 'wording')})"
            for each in evidence.questions
        )
    )
    return Section("asked", "What was asked, and of whom", (questions, span, _answers(evidence)))


def _answers(evidence: Evidence) -> Table:
    return Table(
        "Who was asked, and what was answered",
        ("Body", "Reference", "Received", "Answered", "Answer", "An outsider learns"),
        tuple(
            (
                answer.body.name,
                answer.reference,
                in_words_of_day(answer.received),
                in_words_of_day(answer.responded) if is_given(answer.stance) else "-",
                _answer(answer),
                REVEALS[answer.stance.reveals],
            )
            for answer in evidence.answers
        ),
    )


def _answer(answer: Answer) -> str:
    said = standing(answer)
    if said is None:
        return _UNANSWERED.get(answer.stance.posture, "not answered yet")
    under = cited(said.exemptions)
    return f"{in_words(said)}{f' ({under})' if under else ''}"


def _public(evidence: Evidence) -> Section:
    blocks: list[Block] = [words.PUBLIC_AS_RELEASED]
    if evidence.disclosed:
        blocks.append(
            Table(
                "What was given out or is published, the first first",
                ("Body", "Reference", "Date", "Answer", "Source"),
                tuple(
                    (
                        each.name,
                        each.reference,
                        in_words_of_day(each.responded),
                        _plain(each.posture),
                        _source(each.published_url),
                    )
                    for each in evidence.disclosed
                ),
            )
        )
    else:
        blocks.append("Nothing was given out or published by the bodies that were asked.")
    return Section("public", "What is public, and from whom", tuple(blocks))


def _plain(outcome: str) -> str:
    """Write an outcome of the register without its dashes."""
    return outcome.replace("-", " ")


def _source(url: str) -> Cell:
    return Link(url, url) if url else "no published address is known"


def _next(evidence: Evidence) -> Section:
    if not evidence.next_answers:
        told: Block = "No answer still to come would add to what an outsider can map."
    else:
        told = Table(
            "What would follow from each answer still to come",
            ("If a body", "Bodies that still have to answer"),
            tuple((effect, join(names)) for effect, names in _effects(evidence).items()),
        )
    return Section("next", "What one more answer adds", (told,))


def _effects(evidence: Evidence) -> dict[str, list[str]]:
    """Give the bodies by what their next answer would do; most would do the same."""
    found: dict[str, list[str]] = {}
    for each in evidence.next_answers:
        effect = each.effect.removeprefix(f"If {each.name} ")
        found.setdefault(effect, []).append(each.name)
    return found


def _inference(evidence: Evidence) -> Section:
    table = Table(
        "What an outsider knows of each body",
        ("What is known", "Bodies", "Which"),
        tuple(
            (REVEALS[reveals], str(len(found)), join(found) or "-")
            for reveals in REVEALS
            if reveals is not Reveals.NO_DATA
            for found in (evidence.known_of(reveals),)
        ),
    )
    blocks: list[Block] = [table, _line_in_words(evidence)]
    if evidence.inconsistencies:
        blocks.append(
            Bullets(
                tuple(
                    f"{each.why}{' A person explained this.' if each.explained else ''}"
                    for each in evidence.inconsistencies
                )
            )
        )
    return Section("inference", "The inference that the answers allow", tuple(blocks))


def _line_in_words(evidence: Evidence) -> str:
    silent = bodies_of((*evidence.line.ncnd, *evidence.line.partly))
    if not silent:
        return "No body neither confirms nor denies, so these answers hold no such line to protect."
    told = count(len(silent), "body neither confirms nor denies", "bodies neither confirm nor deny")
    if evidence.broken:
        return f"{told}, wholly or for a part, and answers of others break that line."
    return (
        f"{told}, wholly or for a part, and no answer of another body breaks that line: from "
        "these answers nobody can tell which of them hold it."
    )


def _for_answering(evidence: Evidence, counter: CounterCase) -> Section:
    guidance = (*words.GUIDANCE, *((words.SCOTTISH_GUIDANCE,) if evidence.scottish else ()))
    return Section(
        "counter-case",
        "The case for answering",
        (),
        (
            Section("shown", "A mosaic has to be shown", (words.MUST_BE_SHOWN, words.MANY_ASKED)),
            Section("given-out", "Who gave it out without breaking a line", _unbroken(counter)),
            Section("withheld", "Where it may have been withheld too much", _withheld(counter)),
            Section("already-public", "What is public already", (_already_public(evidence),)),
            Section(
                "guidance",
                "What public guidance says",
                (
                    Bullets(tuple(each.says for each in guidance)),
                    Bullets(tuple(Link(each.title, each.url) for each in guidance)),
                ),
            ),
        ),
    )


def _unbroken(counter: CounterCase) -> tuple[Block, ...]:
    if not counter.gave_out:
        return ("No body that was asked has given anything out.",)
    if not counter.without_breaking:
        return ("Every body that gave something out stands beside an NCND of another.",)
    return (
        "These answers gave something out, and no NCND of another body is broken by them:",
        Bullets(
            tuple(
                f"{each.name}, {each.reference}, {in_words_of_day(each.responded)}: "
                f"{_plain(each.posture)}"
                for each in counter.without_breaking
            )
        ),
    )


def _withheld(counter: CounterCase) -> tuple[Block, ...]:
    figures = (
        f"{count(len(counter.gave_out), 'body', 'bodies')} gave something out; "
        f"{count(len(counter.withheld), 'body', 'bodies')} withheld it or neither confirmed nor "
        "denied."
    )
    if not counter.gave_out or not counter.withheld:
        return (figures,)
    blocks: list[Block] = [figures, words.WITHHOLDING_NEEDS_REASONS]
    if counter.withheld_after:
        blocks += [
            "These answers withheld it after another body had given it out:",
            Bullets(
                tuple(
                    f"{each.body.name}, {each.reference}, {in_words_of_day(each.given)}: "
                    f"{in_words(each)}"
                    for each in counter.withheld_after
                )
            ),
        ]
    return tuple(blocks)


def _already_public(evidence: Evidence) -> str:
    published = sum(bool(each.published_url) for each in evidence.disclosed)
    return (
        f"{count(len(evidence.disclosed), 'answer is', 'answers are')} given out or published, "
        f"{published} of them at an address listed above. What is public can no longer be "
        "protected by withholding it again."
    )


def _precedents(evidence: Evidence) -> Section:
    found = evidence.precedents
    if not found.every:
        none = "No earlier or closed campaign of the same series is known."
        return Section("precedents", "Precedents, both ways", (none,))
    parts = [
        Section("for-disclosure", "For disclosure", _listed(found.disclosed)),
        Section("for-withholding", "For withholding", _listed(found.withheld)),
    ]
    if found.mixed:
        parts.append(Section("mixed", "Both ways at once", _listed(found.mixed)))
    return Section("precedents", "Precedents, both ways", (words.BOTH_WAYS,), tuple(parts))


def _listed(precedents: Sequence[Precedent]) -> tuple[Block, ...]:
    if not precedents:
        return ("None is known.",)
    return tuple(block for each in precedents for block in _precedent(each))


def _precedent(each: Precedent) -> Iterable[Block]:
    outcomes = join([f"{number} {_plain(outcome)}" for outcome, number in each.outcomes.items()])
    yield (
        f"{each.code}, {each.title}. {each.relation}. Received between "
        f"{in_words_of_day(each.first_received)} and {in_words_of_day(each.last_received)} by "
        f"{count(each.bodies, 'body', 'bodies')}: {outcomes}."
    )
    yield Table(
        f"Answers in {each.code}",
        ("Body", "Reference", "Date", "Answer", "Source"),
        tuple(
            (
                answer.body_name,
                answer.reference,
                in_words_of_day(answer.responded),
                _plain(answer.outcome),
                _source(answer.published_url),
            )
            for answer in each.answers
        ),
    )
