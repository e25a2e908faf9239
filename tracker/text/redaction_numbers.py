"""Remove numbers that point at one person: insurance, birth, vehicles, their own case."""

import re
from collections import Counter

_INSURANCE = re.compile(
    r"(?i)\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
    r"[ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[A-D]\b"
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_DATE = (
    rf"(?:\d{{1,2}}[/.\- ]\d{{1,2}}[/.\- ]\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH},? \d{{2,4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd"
    rf"|th)?,? \d{{4}})"
)
_BIRTH = re.compile(
    r"(?i)(?P<label>\b(?:d\.?o\.?b\.?|date of birth|dyddiad geni|i was born(?: on)?|birthday)"
    rf"(?: is| was)?[ \t:=–-]{{0,4}})(?P<value>{_DATE})"
)
_MARK = re.compile(r"(?<![\w/-])[A-HJ-PR-Y][A-HJ-PR-Y]\d{2}[ ]?[A-HJ-PR-Z]{3}(?![\w/-])")
_OLDER_MARK = re.compile(
    r"(?i)(?P<label>\b(?:registration(?: (?:mark|number|plate))?|reg(?:\.| no\.?| number)?|vrm|vrn"
    r"|number plate|licence plate|index)(?: (?:is|was|of))?[ :=–-]{1,3})"
    r"(?P<value>[A-Z]{2}\d{2}[ ]?[A-Z]{3}|[A-Z]\d{1,3}[ ]?[A-Z]{3}|[A-Z]{3}[ ]?\d{1,3}[A-Z]?"
    r"|[A-Z]{1,2}[ ]?\d{1,4})\b"
)
_CASE = re.compile(
    r"(?i)(?P<label>\b(?:(?:my|our) (?:own )?(?:case|complaint|claim|custody|collision|incident"
    r"|crime|report"
    r"|investigation)|crime|incident|occurrence|custody)"
    r"(?: (?:reference|ref|report))?(?: ?(?:number|no|num|id))?\.?(?: (?:is|was))?[ \t:=#–-]{1,4})"
    r"(?P<value>[A-Z]{0,6}[ /-]?\d[\w/.-]{2,24}\w)"
)
_CASE_WORDS = re.compile(r"(?i)\b(?:reference|ref|number|no|num|id)\b|[:#]")
_DOCUMENT = re.compile(
    r"(?i)(?P<label>\b(?:nhs|passport|driving licence|driver(?:'s)? number|collar|warrant card)"
    r"(?: (?:number|no))\.?(?:"
    r" is)?[ :=–-]{1,3})(?P<value>[A-Z]{0,5}\d[\dA-Z]{0,16}(?:[ -]\d{2,4}){0,3})\b"
)


def remove_numbers(text: str, counts: Counter[str]) -> str:
    """Take out numbers of people, vehicles and the applicant's own case; labels stay."""
    text, found = _INSURANCE.subn("[number]", text)
    counts["number"] += found
    text = _replace_values(_BIRTH, "date of birth", text, counts)
    text = _replace_values(_DOCUMENT, "number", text, counts)
    text = _replace_values(_OLDER_MARK, "vehicle", text, counts)
    text, found = _MARK.subn("[vehicle]", text)
    counts["vehicle"] += found
    return _replace_values(_CASE, "reference", text, counts)


def _replace_values(pattern: re.Pattern[str], kind: str, text: str, counts: Counter[str]) -> str:
    def replaced(found: re.Match[str]) -> str:
        if pattern is _CASE and not _CASE_WORDS.search(found["label"]):
            return found[0]
        counts[kind] += 1
        return f"{found['label']}[{kind}]"

    return pattern.sub(replaced, text)
