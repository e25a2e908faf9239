"""What a new version of advice must say before it may be issued."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.campaigns.advice_words import NO_GROUND
from tracker.campaigns.judgement import kept_words
from tracker.law.citations import parse_exemptions
from tracker.law.scottish_twins import in_scotland

MAX_TEXT = 10_000
"""Characters of a line, and of what is already public."""
MAX_FACTOR = 2_000
MAX_FACTORS = 20
MAX_EXEMPTIONS = 500

_OWN_FACTS = frozenset({("FOIA", "12"), ("FOIA", "14"), ("FOISA", "12"), ("FOISA", "14")})
"""What turns on each authority's own facts, and is never said for all of them."""


class CannotAdvise(Exception):
    """Advice that must not be kept as it is; the message says why and what to do instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A line as somebody typed it."""

    line: str
    foisa_line: str = ""
    exemptions: str = ""
    """As the author writes them; empty where the advice is to disclose."""
    factors_for: Sequence[str]
    """What speaks for disclosure in the public interest."""
    factors_against: Sequence[str]
    already_public: str = ""
    review_on: date


def checked(draft: Draft, *, today: date, scottish: Sequence[str]) -> Draft:
    """Give a draft as it may be kept: redacted, complete, and with exemptions that can be read.

    `scottish` names the bodies of the campaign that answer under FOISA. Raises CannotAdvise.
    """
    kept = replace(
        draft,
        line=kept_words(draft.line),
        foisa_line=kept_words(draft.foisa_line),
        exemptions=" ".join(kept_words(draft.exemptions).split()),
        factors_for=_factors(draft.factors_for),
        factors_against=_factors(draft.factors_against),
        already_public=kept_words(draft.already_public),
    )
    if not kept.line:
        raise CannotAdvise("Advice needs a line.")
    if not kept.factors_for or not kept.factors_against:
        raise CannotAdvise(
            "Advice weighs the public interest both ways: give at least one factor for disclosure "
            "and one against."
        )
    if kept.review_on < today:
        raise CannotAdvise("The day on which advice is reviewed must not be over.")
    _check_lengths(kept)
    _check_exemptions(kept, scottish)
    return kept


def _factors(typed: Sequence[str]) -> tuple[str, ...]:
    return tuple(factor for factor in map(kept_words, typed) if factor)


def _check_lengths(draft: Draft) -> None:
    texts = (draft.line, draft.foisa_line, draft.already_public)
    if any(len(text) > MAX_TEXT for text in texts):
        raise CannotAdvise(f"A text of advice has at most {MAX_TEXT} characters.")
    for factors in (draft.factors_for, draft.factors_against):
        if len(factors) > MAX_FACTORS or any(len(factor) > MAX_FACTOR for factor in factors):
            raise CannotAdvise(
                f"Give at most {MAX_FACTORS} factors each way, of {MAX_FACTOR} characters each."
            )
    if len(draft.exemptions) > MAX_EXEMPTIONS:
        raise CannotAdvise(f"Exemptions have at most {MAX_EXEMPTIONS} characters.")


def _check_exemptions(draft: Draft, scottish: Sequence[str]) -> None:
    """Refuse exemptions that cannot be read, and a line for Scottish bodies that is not there."""
    cited = parse_exemptions(draft.exemptions)
    if cited.unread or (draft.exemptions and not cited.exemptions):
        unread = "; ".join(f"“{words}”" for words in cited.unread or (draft.exemptions,))
        raise CannotAdvise(
            f"Not understood as an exemption: {unread}. "
            "Name sections with their limb, such as s.31(1)(a) or s.24(2)."
        )
    if any((each.act, each.number) in _OWN_FACTS for each in cited.exemptions):
        raise CannotAdvise(
            "Sections 12 and 14 turn on each authority's own facts and are no line for a campaign. "
            f"{NO_GROUND}"
        )
    if scottish and not draft.foisa_line:
        twins = "; ".join(in_scotland(cited.exemptions))
        raise CannotAdvise(
            f"This campaign reached {', '.join(scottish)}, under FOISA, where other sections "
            f"apply{f': {twins}' if twins else ''}. Give a line for FOISA too."
        )
