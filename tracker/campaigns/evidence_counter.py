"""The case for answering, as a section of the evidence about a campaign. Pure."""

from tracker.campaigns import evidence_words as words
from tracker.campaigns.evidence import CounterCase, Evidence, counter_case
from tracker.campaigns.evidence_parts import Block, Bullets, Link, Section
from tracker.campaigns.evidence_phrases import in_words_of_day, plain
from tracker.campaigns.risk.wording import count, in_words


def for_answering(evidence: Evidence) -> Section:
    """Say what speaks for answering: a mosaic to be shown, disclosures, refusals, guidance."""
    counter = counter_case(evidence)
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
                f"{plain(each.posture)}"
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
