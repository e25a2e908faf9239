"""Tell the story: campaigns, requests of their own, and when each was answered."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from tracker.demo.asked import (
    Asked,
    Force,
    References,
    forces,
    invent_sender,
    story_data,
    story_lines,
    working_day,
)

DAYS = 70
"""The story lasts ten weeks ..."""
QUIET_DAYS = 4
"""... and ends so many days before today."""
_ANSWER_DAYS = (16, 27)
_OWN_OUTCOMES = ("disclosed", "disclosed", "partly-disclosed", "refused", "not-held", "cost")
_EXEMPTIONS = {
    "FOIA": {"partly-disclosed": "s.40(2)", "refused": "s.31(1)(a)", "cost": "s.12"},
    "FOISA": {"partly-disclosed": "s.38(1)(b)", "refused": "s.35(1)(a)", "cost": "s.12"},
}


def tell_story(today: date, *, seed: int = 1) -> list[Asked]:
    """Invent every request of the story, in the order of receipt; the same for the same day."""
    return _Teller(today, seed).tell()


class _Teller:
    def __init__(self, today: date, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - a story, not a secret
        self._today = today
        self._last = today - timedelta(days=QUIET_DAYS)
        self._references = References(today.year)
        self._forces = forces()
        self._by_slug = {force.slug: force for force in self._forces}

    def tell(self) -> list[Asked]:
        requests = [
            *(
                asked
                for told in story_data("campaigns.toml")["campaign"]
                for asked in self._campaign(told)
            ),
            *(self._mixed(told) for told in story_data("campaigns.toml")["mixed"]),
            *self._own_requests(),
        ]
        return sorted(
            requests, key=lambda asked: (asked.received, asked.force.slug, asked.reference)
        )

    def _campaign(self, told: dict[str, Any]) -> Iterator[Asked]:
        """Put a campaign's question to its bodies, in other words from letter to letter."""
        outcomes = [name for name, count in told["outcomes"].items() for _ in range(count)]
        self._chance.shuffle(outcomes)
        asked_forces = self._asked_forces(told)
        for force, outcome in zip(asked_forces, outcomes, strict=True):
            joint = force.slug in {"norfolk", "suffolk"}
            span = told["from_day"] - told["to_day"]
            day = told["to_day"] + (span // 2 if joint else self._chance.randint(0, span))
            wording = told["wordings"][
                0 if joint else self._chance.randrange(len(told["wordings"]))
            ]
            yield self._asked(
                force,
                told["subject"],
                self._letter(force, wording, told),
                received=working_day(self._last, day),
                outcome=outcome,
                exemptions=_cited(told, force).get(outcome, ""),
                campaign=told["name"],
            )

    def _asked_forces(self, told: dict[str, Any]) -> list[Force]:
        always = [self._by_slug[slug] for slug in told.get("always", [])]
        mixed = {
            each["body"]
            for each in story_data("campaigns.toml")["mixed"]
            if told["name"] in each["of"]
        }
        others = [
            force for force in self._forces if force not in always and force.slug not in mixed
        ]
        return always + self._chance.sample(others, told["bodies"] - len(always))

    def _letter(
        self, force: Force, wording: str, told: dict[str, Any]
    ) -> tuple[str, dict[str, str]]:
        if force.slug in told.get("welsh_only", []):
            return self._wrapped(force, told["welsh"], story_data("letters.toml")["welsh_letter"])
        if force.slug in told.get("welsh_first", []):
            return self._wrapped(force, f"{told['welsh']}\n\nIn English:\n\n{wording}")
        return self._wrapped(force, wording)

    def _mixed(self, told: dict[str, Any]) -> Asked:
        force = self._by_slug[told["body"]]
        campaigns = {each["name"]: each for each in story_data("campaigns.toml")["campaign"]}
        parts = [campaigns[name]["wordings"][0] for name in told["of"]]
        question = "\n".join(f"{number}. {part}" for number, part in enumerate(parts, 1))
        return self._asked(
            force,
            told["subject"],
            self._wrapped(force, question),
            received=working_day(self._last, told["day"]),
            outcome=told["outcome"],
            campaign="+".join(told["of"]),
        )

    def _own_requests(self) -> Iterator[Asked]:
        texts = [line.split(" | ", 1) for line in story_lines("singles.txt")]
        frames = story_lines("frames.txt")
        for number, subject in enumerate(story_lines("subjects.txt")):
            question = frames[number % len(frames)].format(subject=subject)
            texts.append([subject[0].upper() + subject[1:], question])
        self._chance.shuffle(texts)
        for number, (subject, question) in enumerate(texts):
            force = self._forces[(number * 7) % len(self._forces)]
            outcome = self._chance.choice(_OWN_OUTCOMES)
            yield self._asked(
                force,
                subject,
                self._wrapped(force, question),
                received=working_day(self._last, self._chance.randint(0, DAYS)),
                outcome=outcome,
                exemptions=_EXEMPTIONS[force.regime].get(outcome, ""),
            )

    def _wrapped(self, force: Force, question: str, letter: str = "") -> tuple[str, dict[str, str]]:
        sender = invent_sender(self._chance)
        letter = letter or self._chance.choice(story_data("letters.toml")["letters"])
        asked = question.replace("{body}", force.name)
        return letter.format(body=force.name, question=asked, **sender), sender

    def _asked(
        self,
        force: Force,
        subject: str,
        letter: tuple[str, dict[str, str]],
        *,
        received: date,
        outcome: str,
        exemptions: str = "",
        campaign: str = "",
    ) -> Asked:
        """Fill in a request; one that could not have been answered yet is still pending."""
        responded = received + timedelta(days=self._chance.randint(*_ANSWER_DAYS))
        if campaign and outcome not in {"pending", "clarification"}:
            responded = min(responded, max(received + timedelta(days=9), self._last))
        answered = outcome not in {"pending", "clarification"} and responded <= self._today
        text, sender = letter
        return Asked(
            force=force,
            reference=self._references.next(force),
            received=received,
            subject=subject,
            text=text,
            requester=sender["name"],
            requester_email=sender["email"],
            outcome=outcome if answered or outcome == "clarification" else "pending",
            exemptions=exemptions if answered else "",
            responded=responded if answered else None,
            campaign=campaign,
        )


def _cited(told: dict[str, Any], force: Force) -> dict[str, str]:
    """Give what a campaign's answers cite by outcome, under the Act of the force."""
    cited: dict[str, str] = told.get("exemptions", {})
    return cited | told.get("scottish_exemptions", {}) if force.regime == "FOISA" else cited
