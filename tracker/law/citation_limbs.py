"""Read the brackets after a section's number, and find the limbs that the Act really has."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from tracker.law.exemptions import Exemption
from tracker.law.provisions import Provision, Provisions

_JOIN = r"(?:(?:,|&|\+|/|-|and\b|or\b|to\b) ?){0,2}"
_SUB = r"(?:(?:sub-? ?(?:sections?|paragraphs?)|paragraphs?|paras?|limbs?|ss\.?) ?)?"
_BRACKET = re.compile(rf" ?({_JOIN}){_SUB}\( ?([0-9a-z,&+/ -]{{1,24}}) ?\)", re.IGNORECASE)
_DOTTED = re.compile(r"\.()(\d{1,2}[a-z]?|[a-z])(?![a-z0-9])", re.IGNORECASE)
_WORDED = re.compile(r",? ?()sub-? ?sections? ?(\d{1,2}[a-z]?)(?![a-z0-9])", re.IGNORECASE)
_ATTACHED = re.compile(r"()([a-z])(?![a-z0-9'])|(?<=\))() ([a-z])(?= ?(?:$|[,&/+(-]|and\b))")
_FURTHER = re.compile(r" ?([,&+/-]|and|or|to) ?([a-z])(?![a-z0-9'.])")
_ITEM = re.compile(r"\d{1,2}[a-z]?|[ivx]{1,4}|a[a-d]|[a-z]", re.IGNORECASE)
_BETWEEN = re.compile(r" ?(,|&|\+|/|-|\band\b|\bor\b|\bto\b) ?", re.IGNORECASE)
_ENDS_RANGE = re.compile(r"-|to\b", re.IGNORECASE)


class Step(NamedTuple):
    """One number or letter of a citation, as written, and how it hangs on the one before."""

    item: str
    ranged: bool = False
    """It ends a range, as `(c)` in `(a)-(c)`."""
    bracketed: bool = True


def steps(text: str, start: int) -> tuple[list[Step], int]:
    """Read brackets, dots and letters from `start`; give them and where they end."""
    found: list[Step] = []
    end = start
    while True:
        if inside := _inside(bracket := _BRACKET.match(text, end)):
            found += inside
            end = bracket.end() if bracket else end
            continue
        loose = _DOTTED.match(text, end) or _WORDED.match(text, end)
        if loose is None and found and found[-1].item[0].isdigit():
            loose = _ATTACHED.match(text, end)
        elif loose is None and found and not found[-1].bracketed:
            loose = _FURTHER.match(text, end)
        if loose is None:
            return found, end
        ranged = (loose[1] or "") in {"-", "to"}
        found.append(Step(loose[2] or loose[4], ranged, bracketed=False))
        end = loose.end()


def _inside(bracket: re.Match[str] | None) -> list[Step]:
    """Give what one pair of brackets holds, or nothing when it is no number and no letter."""
    if bracket is None:
        return []
    parts = _BETWEEN.split(bracket[2].strip())
    written = parts[::2]
    if not all(_ITEM.fullmatch(item) for item in written):
        return []
    joins = [bracket[1], *parts[1::2]]
    return [
        Step(item, bool(_ENDS_RANGE.search(join)))
        for join, item in zip(joins, written, strict=True)
    ]


@dataclass(slots=True)
class Limbs:
    """Follows the steps of one citation through the limbs that its provision has."""

    known: Provisions
    provision: Provision
    bad: bool = False
    """Something was cited that the Act does not have."""
    _leaves: list[tuple[str, str]] = field(default_factory=list)
    _subsection: str | None = None
    _lost: bool = False

    def follow(self, written: list[Step]) -> list[Exemption]:
        """Give what is cited; nothing for what the Act does not have, or is no exemption."""
        if not written and not self.known.is_procedure(self.provision.act, self.provision.number):
            return [self.provision.exemption()]
        self._subsection = "" if "" in self.provision.limbs else None
        for step in written:
            if step.item[0].isdigit():
                self._number(step)
            elif not self._lost:
                self._letter(step)
        return [self.provision.exemption(*leaf) for leaf in dict.fromkeys(self._leaves)]

    def _number(self, step: Step) -> None:
        subsection, letter = step.item.upper(), ""
        limbs = self.provision.limbs
        if subsection not in limbs and not step.bracketed and not subsection[-1].isdigit():
            subsection, letter = subsection[:-1], step.item[-1].lower()
        self._lost = subsection not in limbs or not subsection
        if self._lost:
            number, act = self.provision.number, self.provision.act
            sections = (number, f"{number}({subsection})")
            self.bad |= not any(self.known.is_procedure(act, section) for section in sections)
            return
        if step.ranged:
            self._fill(subsection, "", tuple(limbs))
        self._leaves.append((subsection, ""))
        self._subsection = subsection
        if letter:
            self._letter(Step(letter, bracketed=False))

    def _letter(self, step: Step) -> None:
        letter = step.item.lower()
        if self._subsection is None:
            self.bad = True
            return
        limbs = self.provision.limbs[self._subsection]
        last = self._leaves[-1] if self._leaves else ("", "")
        before = last[1] if last[0] == self._subsection else ""
        nested = f"{before.partition('(')[0]}({letter})"
        limb = nested if nested in limbs else letter
        if limb not in limbs:
            self.bad = True
            if last == (self._subsection, "") or (len(letter) > 1 and before):
                self._leaves = self._leaves[:-1]
            return
        if step.ranged:
            self._fill(self._subsection, limb, limbs)
        if last == (self._subsection, "") or (before and limb.startswith(f"{before}(")):
            self._leaves = self._leaves[:-1]
        self._leaves.append((self._subsection, limb))

    def _fill(self, subsection: str, limb: str, order: tuple[str, ...]) -> None:
        """Add what lies between the last leaf and the end of a range, on the same level."""
        if not self._leaves:
            return
        first, end = self._leaves[-1][1 if limb else 0], limb or subsection
        if not limb and first.isdigit() != end.isdigit():
            return
        if first not in order or order.index(first) >= order.index(end):
            self.bad = True
            return
        depth, parent = end.count("("), end.partition("(")[0] if "(" in end else ""
        between = order[order.index(first) + 1 : order.index(end)]
        level = (one for one in between if one.count("(") == depth and one.startswith(parent))
        self._leaves += [(subsection, one) if limb else (one, "") for one in level]
