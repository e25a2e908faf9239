"""Disguises by other words: synonyms, other order, questions cut up and shuffled."""

import random
import re
from functools import partial

from evasion_kinds.kind import Kind

SYNONYMS = dict(
    line.split(" = ")
    for line in """
how many = what number of
how much = what sum
steps = measures|actions
provide = let me have|hand over
records = documents|papers|files
all = any and all
copies = duplicates
copy = duplicate|reproduction
emails = e-mail messages|mails
correspondence = letters and messages|exchanges
regarding = to do with|in connection with
relating to = to do with|touching on
related to = connected with|linked to
about = on the subject of
concerning = in respect of
report = paper|write-up
reports = papers|write-ups
meeting = gathering|session
meetings = talks|sessions
discussions = talks|conversations
assessment = appraisal|review
made = carried out|drawn up
estimate = reckoning|calculation
potential = likely|possible
merits = advantages|benefits
impact = effect|consequences
effect = impact|influence
taking = adopting
ensure = guarantee|see to it
support = assistance|backing
improve = better|enhance
increase = raise|step up
reduce = lower|cut
tackle = deal with|address
prevent = stop|avert
help = assist|aid
plans = intends|proposes
plan = scheme|intention
funding = money|finance
spent = laid out|disbursed
cost = price|expense
costs = expenses|outlay
contract = agreement|deal
contracts = agreements|deals
company = firm|business
companies = firms|businesses
staff = employees|workforce
employees = staff|workers
people = persons|individuals
children = minors|young people
number = count|figure
total = overall|aggregate
list = schedule|catalogue
including = among them|such as
between = from and among
received = got|taken in
issued = given out|released
information = data|particulars
details = particulars|specifics
department = ministry
government = administration|authorities
policy = approach|line
decision = ruling|determination
review = re-examination|study
changes = alterations|amendments
new = fresh|recent
recent = latest
current = present|existing
years = twelve-month periods
date = day
last = past|most recent
prepared = drafted|put together
sent = dispatched|transmitted
used = employed|made use of
use = deployment|application
need = requirement|necessity
access = entry|availability
level = degree|extent
levels = degrees|rates
adequacy = sufficiency
effectiveness = efficacy|success
implementation = carrying out|introduction
introduce = bring in
publish = bring out|release
published = brought out|released
consider = weigh up|look at
allocated = assigned|earmarked
purchase = buying|acquisition
whether = if
areas = localities|districts
local = neighbourhood|area
schools = places of education
briefing = background
notes = memoranda
documents = papers|records
services = provision
service = provision
progress = headway|advance
timetable = schedule|programme
""".strip().splitlines()
)
"""What stands for a word or phrase; several are parted by a stroke."""

OPENINGS = (
    "I should like to find out",
    "What I am after is this:",
    "Tell me,",
    "My query:",
    "I ask:",
)
_CLAUSE = re.compile(r"(?<=[,;]) (?:and )?")


def synonyms(text: str, chance: random.Random, share: float) -> str:
    """Exchange a share of the words that have a synonym, the longest phrases first."""

    def one(match: re.Match[str]) -> str:
        if chance.random() >= share:
            return match.group()
        word = chance.choice(SYNONYMS[match.group().lower()].split("|"))
        return word.capitalize() if match.group()[0].isupper() else word

    phrases = sorted(SYNONYMS, key=len, reverse=True)
    return re.sub(rf"(?i)\b(?:{'|'.join(phrases)})\b", one, text)


def neighbours_swapped(text: str, chance: random.Random) -> str:
    """Swap a third of the pairs of neighbouring words."""
    words = text.split(" ")
    at = 0
    while at < len(words) - 1:
        if chance.random() < 1 / 3:
            words[at], words[at + 1] = words[at + 1], words[at]
            at += 1
        at += 1
    return " ".join(words)


def clauses_turned(text: str, chance: random.Random) -> str:
    """Put the clauses of a question in another order, or its second half first."""
    clauses = _CLAUSE.split(text.rstrip("."))
    if len(clauses) > 1:
        chance.shuffle(clauses)
        return ", ".join(clause.strip(" ,;") for clause in clauses) + "."
    words = text.rstrip(".").split(" ")
    half = len(words) // 2
    return f"{' '.join(words[half:])}: {' '.join(words[:half])}."


def all_shuffled(text: str, chance: random.Random) -> str:
    """Put all words in an order of chance."""
    words = text.split()
    chance.shuffle(words)
    return " ".join(words)


def cut_up(text: str, chance: random.Random) -> str:
    """Cut a question into two or three sentences, shuffle them, and number them at times."""
    words = text.rstrip(" .?").split(" ")
    parts = 3 if len(words) > 24 else 2
    size = -(-len(words) // parts)
    pieces = [" ".join(words[at : at + size]) for at in range(0, len(words), size)]
    chance.shuffle(pieces)
    sentences = [f"{piece[:1].upper()}{piece[1:].strip(' ,;')}." for piece in pieces]
    if chance.random() < 0.5:
        return "\n".join(f"{n}. {sentence}" for n, sentence in enumerate(sentences, start=1))
    return " ".join(sentences)


def other_opening(text: str, chance: random.Random) -> str:
    """Introduce the question in other words."""
    return f"{chance.choice(OPENINGS)} {text[:1].lower()}{text[1:]}"


KINDS = (
    Kind("synonyms, a third", partial(synonyms, share=0.34), inside=True),
    Kind("synonyms, two thirds", partial(synonyms, share=0.67), inside=True),
    Kind("synonyms, all", partial(synonyms, share=1.0), inside=True),
    Kind("neighbouring words swapped", neighbours_swapped, inside=True),
    Kind("clauses in other order", clauses_turned, inside=True),
    Kind("all words shuffled", all_shuffled, inside=True),
    Kind("cut up and shuffled", cut_up, inside=True),
    Kind("other opening", other_opening, inside=True),
)
