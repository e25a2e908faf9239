"""Profiles: which column of a source is which field, kept as TOML files in tracker/data."""

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from tracker.sources.columns import (
    FIELDS,
    MAX_NAME_SHOWN,
    REQUIRED,
    ApplicantColumns,
    fold_name,
    show_name,
)
from tracker.sources.dates import DATE_FORMATS
from tracker.sources.incoming import OUTCOMES, UnreadableFile

GENERIC = "generic"
MAX_NAMES_SHOWN = 40
_SECTIONS = frozenset(
    {
        "name",
        "description",
        "columns",
        "reference",
        "text",
        "dates",
        "outcomes",
        "refused",
        "applicant",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How one kind of file names things.

    `columns` holds, for each field, the columns it may come from, the best first. `outcomes`
    maps folded words to ours. `refused` holds, by column, beginnings of values whose rows are no
    requests.
    """

    name: str
    columns: Mapping[str, tuple[str, ...]]
    applicant: ApplicantColumns
    outcomes: Mapping[str, str]
    date_formats: frozenset[str] = DATE_FORMATS
    reference_patterns: tuple[re.Pattern[str], ...] = ()
    flags: frozenset[str] = frozenset()
    truncated_at: int | None = None
    refused: Mapping[str, tuple[str, ...]]

    def missing(self, found: Collection[str], *, body_given: bool) -> list[str]:
        """Name the columns that the profile needs and that are not among those found."""
        folded = {fold_name(name) for name in found}
        needed = [name for name in REQUIRED if not (name == "body" and body_given)]
        return [
            " or ".join(self.columns.get(name, (name,)))
            for name in needed
            if not any(fold_name(column) in folded for column in self.columns.get(name, ()))
        ]

    def outcome(self, written: str) -> str | None:
        """Return our word for an outcome, nothing if it says nothing, or None if it is unknown."""
        folded = fold_name(written)
        own = {fold_name(word): word for word in OUTCOMES}
        return own.get(folded, self.outcomes.get(folded))


@cache
def shipped_profiles() -> Mapping[str, Profile]:
    """Read the profiles that come with the program, the generic one first."""
    folder = files("tracker").joinpath("data", "profiles")
    raw = [
        tomllib.loads(entry.read_text(encoding="utf-8"))
        for entry in folder.iterdir()
        if entry.name.endswith(".toml")
    ]
    raw.sort(key=lambda profile: (profile["name"] != GENERIC, profile["name"]))
    common = next(profile["applicant"] for profile in raw if profile["name"] == GENERIC)
    return {profile["name"]: _profile(profile, common) for profile in raw}


def named_profile(name: str) -> Profile:
    """Return the profile of this name.

    Raises:
        UnreadableFile: `unknown-profile`, with the names that are known.
    """
    profiles = shipped_profiles()
    if name not in profiles:
        raise UnreadableFile(
            "unknown-profile",
            f"There is no such profile; the known ones are: {', '.join(profiles)}.",
        )
    return profiles[name]


def choose_profile(found: Collection[str], *, wanted: str | None, body_given: bool) -> Profile:
    """Return the wanted profile, or the first shipped one whose columns are all there.

    Raises:
        UnreadableFile: `missing-column`, with what is missing and what was found, or
            `double-column`.
    """
    profile = named_profile(wanted) if wanted else _first_that_fits(found)
    missing = profile.missing(found, body_given=body_given)
    if missing:
        raise UnreadableFile("missing-column", _missing(profile, missing, found))
    folded = [fold_name(name) for name in found]
    double = [
        column
        for columns in profile.columns.values()
        for column in columns
        if folded.count(fold_name(column)) > 1
    ]
    if double:
        raise UnreadableFile("double-column", f"The column {double[0]} is there twice.")
    return profile


def fits_a_profile(found: Collection[str], *, wanted: str | None) -> bool:
    """Say whether these columns are a header: all that a profile needs, but for the body."""
    candidates = [named_profile(wanted)] if wanted else list(shipped_profiles().values())
    return any(not profile.missing(found, body_given=True) for profile in candidates)


def _first_that_fits(found: Collection[str]) -> Profile:
    """Return the first profile that fits, the body aside; the generic one when none does."""
    profiles = shipped_profiles()
    fitting = (p for p in profiles.values() if not p.missing(found, body_given=True))
    return next(fitting, profiles[GENERIC])


def _missing(profile: Profile, missing: list[str], found: Collection[str]) -> str:
    hint = " A column for the body is not needed with --body." if "body" in missing else ""
    if "body" in missing and profile.name != GENERIC:
        hint = " Say with --body whose requests these are."
    names = ", ".join(missing)
    return f"Missing for the profile {profile.name}: {names}. {_found(found)}{hint}"


def _found(found: Collection[str]) -> str:
    """Tell what the first row holds; where it may be a request's row and no header, how much.

    A row counts as a header when one of its names is known. Nothing with an address in it is told.
    """
    profiles = shipped_profiles().values()
    known = {fold_name(c) for p in profiles for columns in p.columns.values() for c in columns}
    is_header = any(
        fold_name(name) in known or name in profile.applicant
        for profile in profiles
        for name in found
    )
    if not is_header:
        return f"None of the {len(found)} names in the first row is one we know."
    shown = [show_name(n) for n in found if len(n) <= MAX_NAME_SHOWN and "@" not in n]
    return f"Columns found: {', '.join(shown[:MAX_NAMES_SHOWN])}."


def _profile(raw: Mapping[str, Any], common: Mapping[str, list[str]]) -> Profile:
    """Check and freeze one TOML file."""
    outcomes = raw.get("outcomes", {})
    formats = frozenset(raw.get("dates", {}).get("formats", DATE_FORMATS))
    wrong = [
        *(set(raw) - _SECTIONS),
        *(set(raw["columns"]) - set(FIELDS)),
        *(set(outcomes.values()) - OUTCOMES - {""}),
        *(formats - DATE_FORMATS),
    ]
    if wrong:
        raise ValueError(f"profile {raw['name']}: unknown {', '.join(sorted(wrong))}")
    own = raw.get("applicant", {})
    names = [*common["names"], *own.get("names", [])]
    words = [*common["words"], *own.get("words", [])]
    return Profile(
        name=raw["name"],
        columns={field: tuple(names) for field, names in raw["columns"].items()},
        applicant=ApplicantColumns(frozenset(map(fold_name, names)), tuple(map(fold_name, words))),
        outcomes={fold_name(written): ours for written, ours in outcomes.items()},
        date_formats=formats,
        reference_patterns=tuple(map(re.compile, raw.get("reference", {}).get("patterns", []))),
        flags=frozenset(raw.get("text", {}).get("flags", [])),
        truncated_at=raw.get("text", {}).get("truncated_at"),
        refused={name: tuple(begins) for name, begins in raw.get("refused", {}).items()},
    )
