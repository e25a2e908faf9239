"""Put the evidence about a campaign into sections, with the case for answering as plain as any."""

from tracker.campaigns import evidence_words as words
from tracker.campaigns.advice_words import ALWAYS
from tracker.campaigns.evidence import BREAKS_THE_LINE, Evidence
from tracker.campaigns.evidence_counter import for_answering
from tracker.campaigns.evidence_limits import limits
from tracker.campaigns.evidence_parts import Block, Bullets, Document, Section, Table
from tracker.campaigns.evidence_phrases import in_words_of_day, plain, source
from tracker.campaigns.evidence_precedents import both_ways
from tracker.campaigns.risk.answers import Answer, Said, is_given, said
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
    told = (
        f"Campaign {evidence.code}. Generated on {in_words_of_day(evidence.generated)}; answers "
        f"as they stood on {in_words_of_day(evidence.as_of)}."
    )
    sections = (
        _asked(evidence),
        _public(evidence),
        _next(evidence),
        _inference(evidence),
        for_answering(evidence),
        both_ways(evidence.precedents),
        Section("limits", "What is not known", (Bullets(limits(evidence)),)),
        Section("always", "What always goes with this", (Bullets(ALWAYS),)),
    )
    return Document(
        f"Evidence: {evidence.title}", evidence.marking, (words.WHAT_THIS_IS, told), sections
    )


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
    *earlier, last = said(answer) or (None,)
    if last is None:
        return _UNANSWERED.get(answer.stance.posture, "not answered yet")
    before = "".join(
        f"; before that, {in_words_of_day(each.given)}: {_said(each)}" for each in reversed(earlier)
    )
    return f"{_said(last)}{before}"


def _said(answer: Said) -> str:
    under = cited(answer.exemptions)
    return f"{in_words(answer)}{f' ({under})' if under else ''}"


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
                        plain(each.posture),
                        source(each.published_url),
                    )
                    for each in evidence.disclosed
                ),
            )
        )
    else:
        blocks.append("Nothing was given out or published by the bodies that were asked.")
    return Section("public", "What is public, and from whom", tuple(blocks))


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
    if any(each.rule in BREAKS_THE_LINE for each in evidence.inconsistencies):
        return (
            f"{told}, wholly or for a part; answers of others stand beside that line, and people "
            "explained each."
        )
    return (
        f"{told}, wholly or for a part, and no answer of another body breaks that line: from "
        "these answers nobody can tell what the silence covers."
    )
