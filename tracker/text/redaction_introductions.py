"""Find names and organisations with which those who ask introduce themselves."""

import re
from collections.abc import Callable, Iterator

from tracker.text.redaction_cut import Cut
from tracker.text.redaction_names import (
    TITLES,
    given_names,
    names_institution,
    read_name,
    read_organisation,
    words_of,
)

_CAPITAL = r"(?=[^\W\d_a-z])"
_MY_NAME = re.compile(
    r"(?i)\b(?:(?:my|her|his|the applicant['’]s|the requester['’]s)"
    r" (?:full |real |legal |own |first |given )?name(?:'s|’s| is| was)"
    r"|(?:i am|i'm|i’m) called|fy enw (?:i )?(?:yw|ydy)|f'enw i (?:yw|ydy))[ :]{1,2}"
)
_I_AM = re.compile(
    rf"\b(?:I am|I'm|I’m|i am|[Tt]his is|[Ii]t['’]?s|[Ii]t is|Rwy'n|[Ww]e are)"
    rf"[ ]{_CAPITAL}"
)
_INTRODUCED = re.compile(
    r"[ \t]{0,2}(?:[,(.\n–—-]|$|and (?:I|my)\b|(?:from|of|at|writing|an?|here)\b)"
)
_KIN = re.compile(
    r"(?i:\bmy (?:late )?(?:client|son|daughter|wife|husband|mother|father|partner|brother|sister"
    rf"|colleague|friend|neighbour),? ){_CAPITAL}"
)
_BY = re.compile(
    r"(?i:\b(?:request|enquiry|inquiry)(?: has been| was| is| being)?"
    r"(?: made| sent| submitted| lodged| received)? (?:by|from)[ :]{1,2}"
    rf"|^[ \t>]{{0,20}}(?:requested|submitted|sent|made|written) by[ :]{{1,2}}){_CAPITAL}",
    re.MULTILINE,
)
_BEHALF = re.compile(rf"(?i:\bon behalf of[ ](?:my client,?[ ])?(?:the[ ])?){_CAPITAL}")
_ACTS = re.compile(
    r"(?i)(?:\b(?:i|we|i'm|i’m|this (?:foi |information )?request|my request)\b[^.\n?!]{0,70}"
    r"|\bit (?:is|was)(?: being)? (?:made|sent|submitted|asked) "
    r"|(?:^|\n)[ \t>]{0,20}(?:for and )?)$"
)
_PUBLIC = frozenset("government minister ministry secretary majesty crown department".split())
_ROLE = re.compile(
    r"(?i)\b(?:journalist|reporter|correspondent|editor|producer|writer|researcher|student|lecturer"
    r"|professor|solicitor|barrister|lawyer|caseworker|officer|campaigner|manager|director|analyst"
    r"|consultant|volunteer|councillor|intern|fellow|candidate|freelancer|member)\b"
)
_SELF = re.compile(
    r"(?i)(?:\b(?:i am|i'm|i’m|we are|i work as|working as)\b|\[name\], (?:an?|the)\b)"
    r"[^.\n?!]{0,60}$"
)
_EMPLOYER = re.compile(rf"[^.\n?!,;]{{0,40}}?\b(?:at|with|for|from|of)[ ](?:the[ ])?{_CAPITAL}")
_WORK_FOR = re.compile(
    r"(?i:\b(?:i|we) (?:(?:work|write|report|volunteer|am writing|are writing|am reporting|act"
    rf"|am acting|am here|am) (?:for|at|with|from)|represent)[ ](?:the[ ])?){_CAPITAL}"
)
_NAMED_FROM = re.compile(rf"\[name\](?: here)?,? (?:from|at|with)[ ](?:the[ ])?{_CAPITAL}")
_LOOK_BACK = 90
_FULL_NAME_WORDS = (2, 3)


def introduced_names(text: str) -> Iterator[Cut]:
    """Find the names in `my name is ...`, `I am ...`, `on behalf of ...` and the like."""
    folded = text.casefold()
    for words, trigger, read in _INTRODUCTIONS:
        if any(word in folded for word in words):
            for found in trigger.finditer(text):
                yield Cut(found.end(), read(text, found))


def employers(text: str) -> Iterator[Cut]:
    """Find the organisation in `I am a journalist at ...` and `we work for ...`."""
    patterns = (_WORK_FOR, _NAMED_FROM)
    starts = [found.end() for pattern in patterns for found in pattern.finditer(text)]
    for role in _ROLE.finditer(text):
        if _SELF.search(text[max(0, role.start() - _LOOK_BACK) : role.start()]):
            employer = _EMPLOYER.match(text, role.end(), role.end() + _LOOK_BACK)
            starts += [employer.end()] if employer else []
    for start in starts:
        yield Cut(start, read_organisation(text, start).end, "organisation")


def _stated_name(text: str, found: re.Match[str]) -> int:
    name = read_name(text, found.end())
    return name.end if name.words else read_name(text, found.end(), most=3, lower=True).end


def _own_name(text: str, found: re.Match[str]) -> int:
    name = read_name(text, found.end(), most=4)
    whole = text[found.end() : name.end]
    followed = _INTRODUCED.match(text, name.end)
    if not name.words or not followed or names_institution(whole) or _ROLE.search(whole):
        return found.end()
    personal = (
        found[0].casefold().startswith(("i am", "i'm", "i’m")) and name.words in _FULL_NAME_WORDS
    )
    here = followed[0].strip() == "here"
    return name.end if personal or here or _is_hinted(words_of(whole)) else found.end()


def _plain_name(text: str, found: re.Match[str]) -> int:
    name = read_name(text, found.end(), most=4)
    return found.end() if names_institution(text[found.end() : name.end]) else name.end


def _full_name(text: str, found: re.Match[str]) -> int:
    name = read_name(text, found.end(), most=4)
    words = words_of(text[found.end() : name.end])
    return name.end if len(words) > 1 and _is_hinted(words) else found.end()


def _represented(text: str, found: re.Match[str]) -> int:
    before = text[max(0, found.start() - _LOOK_BACK) : found.start()]
    organisation = read_organisation(text, found.end())
    public = not _PUBLIC.isdisjoint(words_of(text[found.end() : organisation.end]))
    return found.end() if public or not _ACTS.search(before) else organisation.end


def _is_hinted(words: list[str]) -> bool:
    return bool(words) and (words[0] in TITLES or words[0] in given_names())


_Reader = Callable[[str, re.Match[str]], int]
_INTRODUCTIONS: tuple[tuple[tuple[str, ...], re.Pattern[str], _Reader], ...] = (
    (("name", "called", "enw"), _MY_NAME, _stated_name),
    (
        (
            " am ",
            "i am",
            "'m ",
            "’m ",
            "this is",
            "it's",
            "it’s",
            "its",
            "it is",
            "we are",
            "rwy'n",
        ),
        _I_AM,
        _own_name,
    ),
    (("my ",), _KIN, _plain_name),
    (("request", "quiry", " by "), _BY, _full_name),
    (("behalf",), _BEHALF, _represented),
)
