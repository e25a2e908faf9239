"""The provisions that a body may cite, read from tracker/data/provisions.toml."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from tracker.law.exemptions import Exemption

_NO_SUBSECTION = "-"


@dataclass(frozen=True, slots=True)
class Provision:
    """One section or regulation, with the subsections and limbs that it has."""

    act: str
    number: str
    title: str
    limbs: Mapping[str, tuple[str, ...]]
    """Subsection to its lettered limbs; under "" where the letters follow the section itself."""
    ncnd: frozenset[str] = frozenset()
    """Subsections that lift the duty to confirm or deny; "" stands for the section alone."""
    cited_with: tuple[str, ...] = ()
    """What an NCND here must be cited with, such as `12(5)(a)`; it says nothing by itself."""
    test: str = "qualified"
    """`absolute`, `qualified`, or `none` where no kind of information is exempt."""
    absolute: tuple[str, ...] = ()
    """Subsections that are absolute while the rest is qualified."""
    basis: str = "class"
    """`class`, `prejudice` or `none`."""
    phrases: frozenset[frozenset[str]] = field(default=frozenset(), repr=False)
    """Its title and its other names, each as a set of lower-case words."""

    def exemption(self, subsection: str = "", limb: str = "") -> Exemption:
        """Cite this provision, or a subsection and limb of it."""
        ncnd = subsection in self.ncnd
        return Exemption(self.act, self.number, subsection, limb, ncnd=ncnd)


@dataclass(frozen=True, slots=True)
class Provisions:
    """All provisions that are known, and the words that stand around citations."""

    by_number: Mapping[tuple[str, str], Provision]
    procedure: frozenset[tuple[str, str]]
    """Act and section of what letters cite that is no exemption."""
    alone: Mapping[str, str]
    """A citation such as `FOIA 12(2)` to what a refusal says that cites nothing else."""
    noise: frozenset[str]
    none: frozenset[str]
    _titles: frozenset[frozenset[str]] = frozenset()

    def find(self, act: str, number: str) -> Provision | None:
        """Give the provision with this number, if the Act has one that can be cited."""
        return self.by_number.get((act, number))

    def is_procedure(self, act: str, section: str) -> bool:
        """Say whether letters cite this section, or subsection, for something else."""
        return (act, section) in self.procedure

    def meaning_alone(self, exemption: Exemption) -> str | None:
        """Say what a refusal means that cites this alone, where it is no ordinary refusal."""
        subsection = f"({exemption.subsection})" if exemption.subsection else ""
        nearest_first = (exemption.section, exemption.number + subsection, exemption.number)
        found = (self.alone.get(f"{exemption.act} {section}") for section in nearest_first)
        return next((meaning for meaning in found if meaning), None)

    def telling(self, text: str) -> frozenset[str]:
        """Give the words of a text that are no noise around citations."""
        return frozenset(plain_words(text)) - self.noise

    def means_none(self, text: str) -> bool:
        """Say whether a text says that nothing was cited."""
        return "".join(plain_words(text)) in self.none

    def is_title(self, provision: Provision, text: str) -> bool:
        """Say whether a text is the title of a provision, part of it, or what people call it."""
        words = self.telling(text)
        return bool(words) and any(words <= phrase for phrase in provision.phrases)

    def among_titles(self, words: frozenset[str], cited: Iterable[tuple[str, str]]) -> bool:
        """Say whether words are, or are part of, the title of one of these provisions."""
        phrases = (phrase for key in cited for phrase in self.by_number[key].phrases)
        return any(words <= phrase for phrase in phrases)

    def is_any_title(self, words: frozenset[str]) -> bool:
        """Say whether words are the whole title, without noise, of any provision."""
        return words in self._titles

    def every_exemption(self) -> Iterator[Exemption]:
        """Give every section, subsection and limb there is, as an exemption."""
        for provision in self.by_number.values():
            yield provision.exemption()
            for subsection, limbs in provision.limbs.items():
                if subsection:
                    yield provision.exemption(subsection)
                yield from (provision.exemption(subsection, limb) for limb in limbs)


@cache
def provisions() -> Provisions:
    """Read tracker/data/provisions.toml, once and when it is first needed."""
    data = tomllib.loads((files("tracker.data") / "provisions.toml").read_text("utf-8"))
    noise = frozenset(data["words"]["noise"].split())
    read = [_provision(given) for given in data["provision"]]
    sections = ((act, listed.split()) for act, listed in data["procedure"].items())
    return Provisions(
        by_number={(provision.act, provision.number): provision for provision in read},
        procedure=frozenset((act, section) for act, listed in sections for section in listed),
        alone=data["alone"],
        noise=noise,
        none=frozenset(data["words"]["none"].split()),
        _titles=frozenset(phrase - noise for one in read for phrase in one.phrases),
    )


def _provision(given: Mapping[str, Any]) -> Provision:
    listed = (line.split() for line in given["limbs"])
    limbs = {first.replace(_NO_SUBSECTION, ""): tuple(letters) for first, *letters in listed}
    names = [given["title"], *given.get("also", ())]
    return Provision(
        act=given["act"],
        number=given["number"],
        title=given["title"],
        limbs=limbs,
        ncnd=frozenset(given.get("ncnd", ())),
        cited_with=tuple(given.get("with", ())),
        test=given["test"],
        absolute=tuple(given.get("absolute", ())),
        basis=given["basis"],
        phrases=frozenset(frozenset(plain_words(name)) for name in names),
    )


def plain_words(text: str) -> list[str]:
    """Give the words of a text in lower case, without punctuation."""
    return "".join(c if c.isalnum() else " " for c in text.casefold()).split()
