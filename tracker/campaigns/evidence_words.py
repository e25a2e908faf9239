"""The words of an evidence document that are the same for every campaign. Pure."""

from dataclasses import dataclass

WHAT_THIS_IS = (
    "This document gathers what is known of one question that was put to several public bodies, "
    "for use in a public-interest test. It gives evidence both ways and draws no conclusion. It "
    "holds nothing about who asked."
)
PUBLIC_AS_RELEASED = (
    "An answer under freedom of information is a release to everyone. Where no published address "
    "is known the answer was given to whoever asked, and may be published elsewhere."
)
MUST_BE_SHOWN = (
    "That answers could be pieced together is to be shown, not assumed. It has to be said what "
    "this answer would add to what is public already, what harm would follow and to whom, and how "
    "likely that is."
)
MANY_ASKED = "That many bodies were asked does not by itself make any answer harmful."
BOTH_WAYS = (
    "Precedents are listed whichever way they point. An earlier answer binds nobody: times and "
    "facts differ."
)
WITHHOLDING_NEEDS_REASONS = (
    "Where bodies in the same position gave it out and no harm from that is known, withholding it "
    "needs a reason of its own."
)
NOT_SPLIT = (
    "An answer stands for the whole request, except where its source answered questions singly."
)
ONLY_POSTURES = (
    "Mosaic knows what a body recorded as its answer, not the answer itself, and never whether "
    "the information is really held."
)
ONLY_WHERE_TOLD = (
    "An answer counts as published where its source said so. What others published, such as "
    "news or reports, is not known."
)
AS_RECORDED_NOW = (
    "Answers are as they are recorded now. An earlier answer that was changed since is known only "
    "where Mosaic kept it."
)


@dataclass(frozen=True, slots=True)
class Guidance:
    """What public guidance says, in our own words, and where to read it."""

    says: str
    title: str
    url: str


_ICO = (
    "https://ico.org.uk/for-organisations/foi/"
    "freedom-of-information-and-environmental-information-regulations"
)
GUIDANCE = (
    Guidance(
        "Prejudice may come from what people can piece together from several answers, and from "
        "answers that would have to follow. It must still be real, actual or of substance, and "
        "caused by the disclosure.",
        "ICO, section 31: how to apply the prejudice test",
        f"{_ICO}/section-31-law-enforcement/how-should-we-apply-the-prejudice-test",
    ),
    Guidance(
        "Neither confirming nor denying works only when it is used every time that kind of "
        "information is asked for, whether or not it is held. It suits a narrow question better "
        "than a wide one.",
        "ICO, when to refuse to confirm or deny holding information",
        f"{_ICO}/when-to-refuse-to-confirm-or-deny-holding-information",
    ),
    Guidance(
        "A request is considered without regard to who asks and why, but for the few cases that "
        "the law names.",
        "ICO, consideration of the applicant's identity or motives",
        f"{_ICO}/consideration-of-the-applicant-s-identity-or-motives",
    ),
)
SCOTTISH_GUIDANCE = Guidance(
    "Under the Scottish Act, section 18 goes together with an exemption that the Act lists for "
    "it, and revealing whether the information exists must be against the public interest.",
    "Scottish Information Commissioner, decision 066/2023",
    "https://www.itspublicknowledge.info/decision-0662023",
)
