"""The command line is a contract: these commands, each with its help."""

import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tracker.cli import main

CONTRACT = [
    ("init",),
    ("bodies", "import"),
    ("ingest",),
    ("match",),
    ("nightly",),
    ("campaigns",),
    ("who-else",),
    ("evaluate",),
    ("audit-recall",),
    ("campaign", "show"),
    ("campaign", "advise"),
    ("campaign", "withdraw-advice"),
    ("campaign", "advice"),
    ("campaign", "acknowledge"),
    ("campaign", "evidence"),
    ("campaign", "confirm"),
    ("campaign", "split"),
    ("campaign", "merge"),
    ("campaign", "move"),
    ("campaign", "remove"),
    ("campaign", "archive"),
    ("campaign", "not-a-campaign"),
    ("campaign", "reopen"),
    ("campaign", "retitle"),
    ("campaign", "explain"),
    ("campaign", "undo"),
    ("campaign", "history"),
    ("review-queue",),
    ("review", "decide"),
    ("review", "list"),
    ("review", "withdraw"),
    ("threshold",),
    ("sentences", "list"),
    ("sentences", "dismiss"),
    ("sentences", "restore"),
    ("sentences", "add"),
    ("models", "show"),
    ("models", "fit"),
    ("due",),
    ("holidays", "show"),
    ("holidays", "refresh"),
    ("alerts", "list"),
    ("alerts", "send"),
    ("alerts", "preview"),
    ("demo",),
    ("serve",),
    ("doctor",),
]


def find(words: tuple[str, ...]) -> click.Command | None:
    command: click.Command | None = main
    for word in words:
        if not isinstance(command, click.Group):
            return None
        command = command.get_command(click.Context(command), word)
    return command


@pytest.mark.parametrize("words", CONTRACT, ids=" ".join)
def test_every_command_of_the_contract_is_there_and_says_what_it_does(
    words: tuple[str, ...],
) -> None:
    command = find(words)
    assert command is not None
    assert command.help
    result = CliRunner().invoke(main, [*words, "--help"])
    assert result.exit_code == 0, result.output
    assert command.help.split("\n")[0][:40] in result.output


def test_help_names_every_command() -> None:
    result = CliRunner().invoke(main, ["--help"])
    assert result.exit_code == 0
    for words in CONTRACT:
        assert words[0] in result.output


def test_an_unknown_command_is_a_usage_error() -> None:
    assert CliRunner().invoke(main, ["frobnicate"]).exit_code == 2


def test_the_script_for_cron_is_the_nightly_command() -> None:
    root = Path(__file__).parents[2]
    result = subprocess.run(
        [sys.executable, str(root / "scripts" / "nightly_ingest.py"), "--help"],
        env={"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "whole night" in result.stdout
