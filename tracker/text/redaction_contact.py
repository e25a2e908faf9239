"""Remove ways to reach a person: e-mail, web addresses that lead to one, handles, telephones."""

import re
from collections import Counter
from urllib.parse import parse_qsl, urlsplit

_URL = re.compile(r"(?i)\b(?:https?://|www\.)[^\s<>\"'\]\)]{1,2000}")
_WORDY = re.compile(r"[A-Za-z]{4,}")
_TELLING_KEYS = frozenset(
    "token key sig signature auth access_token session sessionid sid email e-mail mail user userid"
    " uid code hash secret password pwd invite ticket".split()
)
_PROFILE_HOSTS = frozenset(
    "facebook.com twitter.com x.com instagram.com tiktok.com t.me wa.me threads.net bsky.app"
    " mastodon.social youtube.com linkedin.com muckrack.com".split()
)
_PUBLIC_PATHS = re.compile(r"/(?:status|posts?|watch|groups|hashtag|search|events|playlist)\b")
_TOKEN_LENGTH = 20

_EMAIL = re.compile(r"(?:mailto:)?[\w.+'’%&=-]{1,64}@(?:[\w-]{1,63}\.){1,6}[^\W\d_]{2,24}")
_SPELT_EMAIL = re.compile(
    r"(?i)\b[\w.+-]{1,64}(?:\s{1,2}dot\s{1,2}[\w-]{1,40}){0,3}"
    r"(?:\s{1,2}at\s{1,2}|\s?[\[({<]\s?at\s?[\])}>]\s?)"
    r"[\w-]{1,63}(?:(?:\s{1,2}dot\s{1,2}|\s?[\[({<]\s?dot\s?[\])}>]\s?|\.)[\w-]{1,40}){0,3}"
    r"(?:\s{1,2}dot\s{1,2}|\s?[\[({<]\s?dot\s?[\])}>]\s?)(?:com|org|net|uk|info|io|me|eu|ie|wales"
    r"|scot)\b"
)
_HALF_SPELT_EMAIL = re.compile(
    r"(?i)\b[\w.+-]{1,64}\s?[\[({<]\s?at\s?[\])}>]\s?(?:[\w-]{1,63}\.){1,6}[a-z]{2,24}\b"
)
_HANDLE = re.compile(r"(?<![\w@/.\]])@[A-Za-z0-9_](?:[A-Za-z0-9_.]{0,40}[A-Za-z0-9_])(?![@\w])")

_DOMAIN_END = re.compile(r"(?i)\.(?:com|org|net|gov|edu|info|uk|ca|ie|eu|scot|wales|police)$")

_GAP = r"[ \t\u00a0.()-]{0,3}"
_PHONE = re.compile(
    rf"(?<![\w.,/£$€+-])(?:\(?\+44\)?|\(?0044\)?){_GAP}(?:\(0\))?(?:{_GAP}\d){{9,10}}(?![\d/]"
    rf"|[.,-]\d)"
    rf"|(?<![\w.,/£$€+-])\(?0\)?(?:{_GAP}\d){{9,10}}(?![\d/]|[.,-]\d)"
    rf"|(?<![\w.,/£$€+-])\+[1-9](?:{_GAP}\d){{9,13}}(?![\d/]|[.,-]\d)"
)
_YEAR_PAIR = re.compile(r"(?<!\d)(?:19|20)\d{2}[-–]\d{2}$")
_NUMBERED = re.compile(
    r"(?i)\b(?:ref(?:erence)?|rfp|rfq|itt|tender|contract|order|invoice|file|case|notice|log|isbn"
    r"|foi|id)\b[ \w.]{0,8}[ .:#]{1,3}$"
)
_EXTENSION = re.compile(r"(?i)[ ,]{0,2}(?:ext(?:ension)?\.?|x)[ .:]{0,2}\d{1,6}\b")
_LABELLED_PHONE = re.compile(
    r"(?i)\b(?:(?:tel(?:ephone)?|phone|mob(?:ile)?|cell|fax|whatsapp|ffôn)(?: (?:no|number))?\.?"
    r"[ \t]{0,3}[:=–-]|(?:call|ring|text|phone|reach|contact) me (?:on|at))[ \t]{0,3}"
    r"(?P<number>\(?\+?\d[\d \t().-]{4,18}\d)(?!\d)"
)


def remove_web_addresses(text: str, counts: Counter[str]) -> str:
    """Take out addresses that carry a key or a person; plain public pages stay."""

    def replaced(found: re.Match[str]) -> str:
        url = found[0].rstrip(".,;:!?")
        if not _leads_to_person(url):
            return found[0]
        counts["web address"] += 1
        return "[web address]" + found[0][len(url) :]

    return _URL.sub(replaced, text)


def _leads_to_person(url: str) -> bool:
    if "@" in url or "%40" in url:
        return True
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        query = parse_qsl(parts.query, max_num_fields=50)
    except ValueError:
        return True
    host = parts.netloc.casefold().removeprefix("www.").removeprefix("m.")
    path = parts.path.casefold()
    if host in _PROFILE_HOSTS and path.strip("/") and not _PUBLIC_PATHS.search(path):
        return True
    if host.endswith("whatdotheyknow.com") and path.startswith(
        ("/user/", "/en/user/", "/cy/user/")
    ):
        return True
    if any(key.casefold() in _TELLING_KEYS and value for key, value in query):
        return True
    values = [*parts.path.split("/"), *(value for _, value in query)]
    return any(_is_token(value) for value in values)


def _is_token(value: str) -> bool:
    """Say whether part of an address is a random key and not words joined by dashes."""
    digits = sum(character.isdigit() for character in value)
    if len(value) < _TOKEN_LENGTH or digits < 3 or not value.isascii():  # noqa: PLR2004
        return False
    runs = re.split(r"[^A-Za-z0-9]", value)
    longest = max(runs, key=len)
    mixed = any(character.isdigit() for character in longest) and not longest.isdigit()
    return len(longest) >= _TOKEN_LENGTH and mixed


def remove_emails(text: str, counts: Counter[str]) -> str:
    """Take out e-mail addresses, also spelt `jane at example dot com`."""
    if "@" in text:
        text, found = _EMAIL.subn("[email]", text)
        counts["email"] += found
    folded = text.casefold()
    if "dot" in folded:
        text, found = _SPELT_EMAIL.subn("[email]", text)
        counts["email"] += found
    if any(mark in folded for mark in ("(at", "[at", "{at", "<at", "( at", "[ at")):
        text, found = _HALF_SPELT_EMAIL.subn("[email]", text)
        counts["email"] += found
    return text


def remove_handles(text: str, counts: Counter[str]) -> str:
    """Take out names on social networks, such as `@jane_doe`."""

    def replaced(found: re.Match[str]) -> str:
        if _DOMAIN_END.search(found[0]):
            return found[0]
        counts["handle"] += 1
        return "[handle]"

    return _HANDLE.sub(replaced, text) if "@" in text else text


def remove_phones(text: str, counts: Counter[str]) -> str:
    """Take out telephone numbers, told from figures by their length, start and grouping."""

    def replaced(found: re.Match[str]) -> str:
        if not _is_phone(found[0]) or _NUMBERED.search(
            text[max(0, found.start() - 24) : found.start()]
        ):
            return found[0]
        counts["phone"] += 1
        return "[phone]"

    def labelled(found: re.Match[str]) -> str:
        counts["phone"] += 1
        return found[0][: found.start("number") - found.start()] + "[phone]"

    cleaned = _LABELLED_PHONE.sub(labelled, _PHONE.sub(replaced, text))
    return cleaned if cleaned == text else _drop_extensions(cleaned)


def _drop_extensions(text: str) -> str:
    pieces = text.split("[phone]")
    tails = (
        piece[found.end() :] if (found := _EXTENSION.match(piece)) else piece
        for piece in pieces[1:]
    )
    return "[phone]".join([pieces[0], *tails])


def _is_phone(candidate: str) -> bool:
    if _YEAR_PAIR.search(candidate):
        return False
    groups = re.findall(r"\d+", candidate)
    digits = "".join(groups)
    if candidate.startswith(("+", "(+")):
        return len(groups) <= 7  # noqa: PLR2004
    if digits.startswith("0044"):
        return True
    if digits[1] not in "1235789" or len(groups) > 6:  # noqa: PLR2004
        return False
    if candidate.startswith("(0)"):
        return True
    return len(groups[0]) >= 3 and all(len(group) > 1 for group in groups)  # noqa: PLR2004
