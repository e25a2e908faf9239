"""The words that always go with advice, wherever it is shown. Pure."""

DECIDES_FOR_ITSELF = (
    "Each authority decides for itself. Advice is not a direction, and nothing here refuses, "
    "delays or closes a request."
)
CLOCK_RUNS_ON = (
    "Asking for advice, or waiting for it, does not stop the clock: the statutory time limit "
    "runs on."
)
NO_GROUND = (
    "That other bodies received a similar request is no ground for refusing it as vexatious or "
    "repeated under section 14, and no ground for adding its cost to theirs under section 12."
)
ALWAYS = (DECIDES_FOR_ITSELF, CLOCK_RUNS_ON, NO_GROUND)

DISCLOSABLE = (
    "Everything typed here can itself be asked for under FOI: write nothing that could not be "
    "published, and no personal data."
)
"""Said wherever people type what is kept."""
