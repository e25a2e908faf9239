"""Tell which sentences belong together: what a text asks, apart.

A question may stand in the middle of an article, or two questions in one paragraph. Sentences
that share words, or lean on the one before, stay together; what asks nothing and has nothing
to do with what is asked is left out.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tracker.text.asking import (
    NOT,
    asks_the_body,
    goes_on,
    how_it_asks,
    is_heading,
    leans,
    may_ask,
    named_again,
    points_back,
    stems,
)
from tracker.text.letter import content_words, letter_rules
from tracker.text.talk import talk_model

MIN_APART = 4
"""Words of its own that a sentence needs to begin a topic."""

MIN_STEMS = 3
"""Uncommon words that it needs besides."""

FEW = 3
"""Sentences before a list, or in one item, that are taken as they are."""

BACKGROUND = 100
"""Words beside what is asked that may be its background; more is stuffing. A topic of more words
than these is known by what it asked last and by its end alone: any sentence shares some word
with a long text."""

LONG = 250
"""Words of a text in which sentences share a word by chance: there it takes two to belong."""

MIN_STANDING = 5
"""Words of its own that a paragraph needs to be a question in whatever words."""

NO_TALK = -2.0
"""Log-odds of letter talk up to which a paragraph is one."""

TO_GO_ON = 2
"""Words that a paragraph shares with what is asked before it, to be no question of its own."""

NEAR = 2
"""Sentences before a question that may introduce it."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Sentences that stand or fall together: one, with those before it that announce it."""

    sentences: tuple[str, ...]
    asks: int
    stems: frozenset[str]

    @classmethod
    def of(cls, sentences: Sequence[str]) -> "Unit":
        """Read how sentences ask and what they are about."""
        text = " ".join(sentences)
        return cls(tuple(sentences), how_it_asks(text), frozenset(stems(text)))

    @property
    def text(self) -> str:
        """Return the sentences as one text."""
        return " ".join(self.sentences)


@dataclass(slots=True)
class Topic:
    """Sentences that belong together, and how clearly the clearest of them asks."""

    units: list[Unit] = field(default_factory=list)
    further: bool = False
    """It begins with words for a further question, and may need the first to be understood."""
    opens: bool = False
    """It begins with a paragraph."""

    @property
    def sentences(self) -> list[str]:
        """Return the sentences in order."""
        return [sentence for unit in self.units for sentence in unit.sentences]

    @property
    def asks(self) -> int:
        """Say how clearly the clearest sentence asks."""
        return max((unit.asks for unit in self.units), default=NOT)

    @property
    def is_whole(self) -> bool:
        """Say whether its paragraph asks the body something that no other sentence must explain."""
        return self.opens and not self.further and asks_the_body(self.units[0].text)

    @property
    def names_what_is_wanted(self) -> bool:
        """Say whether it names what is wanted in whatever words: no letter talk, no statement."""
        text = " ".join(self.sentences)
        if len(content_words(text)) < MIN_STANDING or talk_model().score(text) > NO_TALK:
            return False
        first = next((sentence for sentence in self.sentences if not leans(sentence)), None)
        return first is not None and may_ask(first)

    def shares(self, about: frozenset[str], words: int = 1) -> bool:
        """Say whether a sentence about these shares so many words with what stands here."""
        near = self.units
        if _words(self.sentences) > BACKGROUND:
            near = [*[unit for unit in near if unit.asks][-1:], *near[-NEAR:]]
        return any(len(about & unit.stems) >= words for unit in near)

    def alone(self, words: int = 1) -> "Topic":
        """Return it without sentences that ask nothing and share fewer words with those that do.

        What sets the scope stays; in a long text only where it names a figure or shares a word.
        """
        asked = [unit.stems for unit in self.units if unit.asks]

        def belongs(unit: Unit) -> bool:
            shared = max((len(unit.stems & one) for one in asked), default=0)
            sets_scope = words == 1 or shared > 0 or any(map(str.isdigit, unit.text))
            return shared >= words or (sets_scope and leans(unit.text))

        units = [unit for unit in self.units if unit.asks or belongs(unit)]
        return Topic(units, self.further, self.opens)


def topics(found: Iterable[str], opening: Collection[str] = frozenset()) -> list[Topic]:
    """Part sentences into topics, in order; what a colon or heading announces stays with it.

    `opening` holds the sentences that open a paragraph.
    """
    found = list(found)
    words = _to_belong(found)
    parted: list[Topic] = []
    for unit in map(Unit.of, _announced(found, opening)):
        further = bool(letter_rules().further_question.search(unit.text))
        opens = unit.sentences[0] in opening
        if not parted or further or _begins(unit, parted[-1], words, opens=opens):
            parted.append(Topic(further=further and bool(parted), opens=opens))
        elif unit.asks and not parted[-1].asks and len(parted[-1].units) > NEAR:
            parted.append(_last_of(parted[-1]))
        parted[-1].units.append(unit)
    return parted


def _announced(found: Iterable[str], opening: Collection[str]) -> Iterator[list[str]]:
    """Yield sentences, each with those before it that end with a colon or head its paragraph."""
    unit: list[str] = []
    for sentence in found:
        unit.append(sentence)
        if not sentence.endswith(":") and not (sentence in opening and is_heading(sentence)):
            yield unit
            unit = []
    if unit:
        yield unit


@dataclass(frozen=True, slots=True)
class Sorted:
    """The topics that ask, and the sentences that do not belong to any and are too many."""

    topics: tuple[Topic, ...]
    stuffing: frozenset[str]

    @classmethod
    def of(
        cls, found: Iterable[str], beside: int = 0, opening: Collection[str] = frozenset()
    ) -> "Sorted":
        """Sort sentences; where no topic asks all of them are taken to.

        `beside` counts words that ask nothing and were left out before; `opening` holds the
        sentences that open a paragraph.
        """
        parted = topics(found, opening)
        return (
            cls.out(parted, beside)
            if any(topic.asks for topic in parted)
            else cls(tuple(parted), frozenset())
        )

    @classmethod
    def out(cls, parted: Sequence[Topic], beside: int = 0) -> "Sorted":
        """Sort topics: those that ask, and what is too much beside them to be their background.

        Beside so much, a sentence is not about a question for standing next to it alone.
        """
        asking = tuple(topic for topic in parted if topic.asks)
        others = [s for topic in parted if not topic.asks for s in topic.sentences]
        if _words(others) + beside <= BACKGROUND:
            return cls(tuple(_with_paragraphs(parted)), frozenset())
        every = [sentence for topic in parted for sentence in topic.sentences]
        words = _to_belong(every)
        alone = tuple(topic.alone(words) for topic in asking)
        kept = {sentence for topic in alone for sentence in topic.sentences}
        return cls(alone, frozenset(every) - kept)


def _with_paragraphs(parted: Sequence[Topic]) -> Iterator[Topic]:
    """Give the topics that ask, and paragraphs that must ask though their words do not tell."""
    for place, topic in enumerate(parted):
        alone = topic.opens and all(behind.opens for behind in parted[place + 1 : place + 2])
        if topic.asks or (alone and topic.names_what_is_wanted):
            yield topic


def _to_belong(found: Iterable[str]) -> int:
    """Return how many words sentences share that belong together."""
    return 2 if _words(found) > LONG else 1


def _begins(unit: Unit, before: Topic, words: int, *, opens: bool) -> bool:
    """Say whether sentences begin another topic."""
    if goes_on(unit.text) or not (unit.asks or before.asks):
        return False
    if not before.asks and all(leans(one.text) for one in before.units):
        return False
    if opens and before.asks:
        again = before.shares(named_again(unit.text))
        if asks_the_body(unit.text) and unit.stems and not again and not before.shares(unit.stems):
            return True
        words = words if again else max(words, TO_GO_ON)
    own = len(content_words(unit.text))
    if own < MIN_APART or (own < 2 * MIN_APART and points_back(unit.text)):
        return False
    return len(unit.stems) >= MIN_STEMS and not before.shares(unit.stems, words)


def _last_of(topic: Topic) -> Topic:
    """Take the last sentences off a topic that asks nothing: they may introduce what follows."""
    moved = Topic(topic.units[-NEAR:])
    del topic.units[-NEAR:]
    return moved


def _words(found: Iterable[str]) -> int:
    """Count words."""
    return sum(len(sentence.split()) for sentence in found)
