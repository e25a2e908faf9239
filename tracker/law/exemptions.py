"""What a body cited when it withheld something: Act, section, limb, and whether it is an NCND."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Exemption:
    """One provision as cited, such as FOIA section 31(1)(a) or EIR regulation 12(5)(b)."""

    act: str
    """`FOIA`, `FOISA`, `EIR` (2004), `EISR` (Scotland 2004) or `DPA`."""
    number: str
    """The section or regulation alone: `31`, `12`, `22A`; `Article 15` of the UK GDPR."""
    subsection: str = ""
    """`1`, `5A`; empty where the body named the section only."""
    limb: str = ""
    """What comes after the subsection, such as `a` or `a(i)`."""
    ncnd: bool = False
    """Whether this provision lifts the duty to confirm or deny."""

    @property
    def family(self) -> str:
        """Give what all limbs of one provision share: `FOIA 31` for 31(1)(a) and 31(3)."""
        return f"{self.act} {self.number}"

    @property
    def citation(self) -> str:
        """Give the whole citation in words: `FOIA section 31(3)`, `EIR regulation 12(5)(b)`."""
        if self.act == "DPA" and self.number.startswith("Article"):
            return f"UK GDPR {self.section}"
        unit = "regulation" if self.act in {"EIR", "EISR"} else "section"
        return f"{self.act} {unit} {self.section}"

    @property
    def section(self) -> str:
        """Give the provision as people write it: `31(1)(a)`."""
        subsection = f"({self.subsection})" if self.subsection else ""
        head, bracket, rest = self.limb.partition("(")
        limb = f"({head}){bracket}{rest}" if self.limb else ""
        return f"{self.number}{subsection}{limb}"


@dataclass(frozen=True, slots=True)
class Cited:
    """What was read of a body's words about exemptions, and what could not be read."""

    exemptions: tuple[Exemption, ...] = ()
    unread: tuple[str, ...] = ()
    """Words that look like a citation or follow one and were not understood; never guessed."""
