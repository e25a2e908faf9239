"""Find who asks in forms, in headers of mails, and above quoted mails."""

import re
from collections.abc import Iterator

from tracker.text.redaction_cut import Cut
from tracker.text.redaction_names import names_institution, read_name

_LABEL = re.compile(
    r"(?im)^[ \t>*-]{0,20}(?P<label>"
    r"(?:your |full |first |last |contact |applicant(?:['’]s)? |requester(?:['’]s)? )?name"
    r"|name of (?:applicant|requester|person)|forenames?|surname|enw"
    r"|applicant|requester|requestor|from|sent by|signed|reply to|cc"
    r"|organi[sz]ation|company|employer|publication|outlet"
    r"|address(?: line)? ?\d?|home address|postal address|town(?:/city)?)"
    r"\b(?: ?\([^()\n]{1,20}\))?[ \t]{0,3}[:=][ \t]{0,4}(?P<value>[^\s\[][^\n]{0,120})$"
)
_KINDS = (
    ("address", ("address", "home address", "postal address", "town")),
    ("organisation", ("organi", "company", "employer", "publication", "outlet")),
)
_MOST_WORDS = 8

_MADE_THIS = re.compile(r"(?m)^(?P<who>\S.{2,60}?) made this Freedom of Information request")
_WROTE = re.compile(
    r"(?im)^[ \t>]{0,20}on [^\n]{4,60}?(?:\d{4}|\d{1,2}:\d{2})(?: ?[ap]m)?(?: [+-]\d{4})?,? "
    r"(?:at \d{1,2}[:.]\d{2}(?: ?[ap]m)?,? )?(?P<who>[^\n\[<]{2,60}?)"
    r"\s?(?:[<\[]\S{1,80}[>\]])? ?wrote:?"
)


def labelled_identities(text: str) -> Iterator[Cut]:
    """Find the values of `Name:`, `Organisation:`, `Address:` and the like, each on its line."""
    for found in _LABEL.finditer(text):
        label, value = found["label"].casefold(), found["value"].strip()
        if names_institution(value) or value[0].islower():
            continue
        kind = next((kind for kind, labels in _KINDS if label.startswith(labels)), "name")
        end = found.end("value")
        if kind == "name":
            if not read_name(value, 0).words or len(value.split()) > _MOST_WORDS:
                continue
            end = found.start("value") + len(re.split(r"\s*[\[<(]", value, maxsplit=1)[0])
        yield Cut(found.start("value"), end, kind)


def quoted_writers(text: str) -> Iterator[Cut]:
    """Find the name in `On Monday Jane Doe wrote:` and `Jane Doe made this ... request`."""
    for found in _WROTE.finditer(text):
        who = found["who"].strip(" ,\"'")
        if read_name(who, 0).words and not names_institution(who):
            yield Cut(found.start("who"), found.end("who"))
    for found in _MADE_THIS.finditer(text):
        if read_name(text, found.start()).end >= found.end("who"):
            yield Cut(found.start("who"), found.end("who"))
