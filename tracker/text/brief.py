"""Find what a letter of a few words wants where nothing in it asks.

"Your policy on tattoos please" is looked for only when nothing else was found, in the text or in
its subject.
"""

import re
from collections.abc import Callable, Sequence

from tracker.text.asking import PERHAPS, PLAINLY, how_it_asks, may_ask
from tracker.text.foreign import is_foreign
from tracker.text.letter import strip_lead_ins
from tracker.text.segments import OWN_WORD, PLAINLY_TALK, Segment, is_phrase
from tracker.text.talk import talk_model

BRIEF = 30
"""Words of a letter, its known phrases apart, that must hold what is wanted."""

FEW_WORDS = 8
"""Words of a sentence that names a thing and no more."""

_ELSEWHERE = re.compile(
    r"\b(?:following|below|above|attached|enclosed|under(?:noted|mentioned)|overleaf)\b|"
    r"^(?:date|sent|from|to|cc|tel(?:ephone)?|phone|postcode|address(?:ee)?|form id|directed to|"
    r"(?:my |our |your )?ref(?:erence)?)\b[^:]{0,20}(?::|$)",
    re.IGNORECASE,
)
"""What points to words elsewhere, or stands at the head of a letter or in a field of a form."""

_OF_ONESELF = re.compile(r"\b(?:i|i'm|we|we're|me|my|us|our|it's)\b", re.IGNORECASE)


def named_briefly(
    found: Sequence[Segment], recurs: Callable[[str], bool] | None = None
) -> list[Segment]:
    """Return the segments that name what is wanted; none where the letter is longer.

    `recurs` says of a sentence that it recurs in unrelated requests.
    """
    said = [s for s in found if not (is_phrase(s) or (recurs is not None and recurs(s.text)))]
    if sum(len(segment.text.split()) for segment in said) > BRIEF:
        return []
    return [segment for segment in said if _may_name(segment.text)]


def _may_name(sentence: str) -> bool:
    """Say whether a sentence may name what is wanted, and is not plainly talk.

    One that asks in no known way is a few words that letters do not use, and says nothing of
    itself: "Latest structure chart please".
    """
    if sentence.endswith(":") or _ELSEWHERE.search(sentence) or is_foreign(sentence):
        return False
    bare = strip_lead_ins(sentence)
    model = talk_model()
    own = model.has_own_word(bare) or model.has_own_name(sentence)
    odds = min(model.score(sentence), model.score(bare)) + (OWN_WORD if own else 0.0)
    if odds >= PLAINLY_TALK:
        return False
    asks = how_it_asks(sentence)
    if asks == PLAINLY:
        return True
    unknown = own and may_ask(sentence) and len(sentence.split()) <= FEW_WORDS
    return (asks == PERHAPS or unknown) and not _OF_ONESELF.search(sentence)
