"""What a mail says of each kind of fact: our own words, numbers, references and dates."""

from datetime import date

from tracker.alerts.facts import AdviceFacts, AlertFacts, OpenCopy, RoundRobinFacts
from tracker.register.names import visible

LISTED_COPIES = 50

_BASIS = {
    "recorded": "as your authority recorded it",
    "computed": "worked out by Mosaic",
    "provisional": "provisional: bank holidays are not known that far ahead",
}

_NO_DATE = {"paused": "no date while your authority waits for a clarification"}


def subject(facts: AlertFacts) -> str:
    """Give the subject, which holds no reference and no name."""
    match facts:
        case AdviceFacts():
            return f"Mosaic: {_advice(facts)}"
        case RoundRobinFacts(other_bodies=0):
            return f"Mosaic: campaign {facts.campaign} reached {facts.bodies} of your bodies"
        case RoundRobinFacts():
            return (
                f"Mosaic: campaign {facts.campaign}, a request you hold, was also received by "
                f"{_bodies(facts.other_bodies, 'other ')}"
            )
    raise TypeError(f"no words for facts of the kind {facts.kind}")


def opening(facts: AlertFacts) -> str:
    """Say what has happened."""
    match facts:
        case AdviceFacts(change="withdrawn"):
            return f"{_sentence(facts)} No advice is in its place."
        case AdviceFacts():
            return (
                f"{_sentence(facts)}\nRead it on the page below, and say whether you adopt, vary "
                "or decline it.\nYou need not follow it. Asking for advice does not stop the clock."
            )
        case RoundRobinFacts(other_bodies=0):
            return (
                f"The same request or question has reached {_bodies(facts.bodies)}, "
                "all of them yours."
            )
        case RoundRobinFacts():
            return (
                f"The same request or question has reached {_bodies(facts.bodies)}: yours and "
                f"{_bodies(facts.other_bodies, 'other ')}."
            )
    raise TypeError(f"no words for facts of the kind {facts.kind}")


def page(facts: AlertFacts) -> str:
    """Say what the page that the mail leads to is for."""
    return "The campaign" if isinstance(facts, AdviceFacts) else "Who else received it"


def once(facts: AlertFacts) -> str:
    """Say which fact this is the one message about."""
    if isinstance(facts, AdviceFacts):
        done = "being withdrawn" if facts.change == "withdrawn" else "being issued"
        return (
            f"This is the one message about version {facts.version} of the advice on campaign "
            f"{facts.campaign} {done}."
        )
    return f"This is the one message about campaign {facts.campaign} becoming a round robin."


def listed(copies: tuple[OpenCopy, ...]) -> list[str]:
    """Give a line for each open copy, or for the first of very many."""
    lines = [_line(copy) for copy in copies[:LISTED_COPIES]]
    if more := len(copies) - LISTED_COPIES:
        lines += [f"- and {more} more, listed on the page below"] if more > 0 else []
    return lines


def _sentence(facts: AdviceFacts) -> str:
    said = _advice(facts)
    return f"{said[0].upper()}{said[1:]}."


def _advice(facts: AdviceFacts) -> str:
    """Say in our own words what became of the advice."""
    match facts.change:
        case "issued":
            return f"advice was issued on campaign {facts.campaign}, a request you hold"
        case "changed":
            return (
                f"the advice on campaign {facts.campaign} has changed: read version {facts.version}"
            )
        case "withdrawn":
            return f"the advice on campaign {facts.campaign} was withdrawn"


def _line(copy: OpenCopy) -> str:
    due = (
        f"answer due {_written(copy.due)} ({_BASIS[copy.due_basis]})"
        if copy.due
        else _NO_DATE.get(copy.due_basis, "no statutory date is known")
    )
    reference = visible(copy.reference)
    return f"- {visible(copy.body)}, {reference}, received {_written(copy.received)}: {due}"


def _bodies(count: int, which: str = "") -> str:
    return f"{count} {which}{'body' if count == 1 else 'bodies'}"


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
