"""The `mosaic` command: with the web pages, the only place that commits.

Commands live in modules named for their subject and are imported when they are called, so that
`mosaic --help` and small commands start at once.
"""

from importlib import import_module
from typing import Any

import click
from pydantic import ValidationError

from tracker import __version__
from tracker.settings import Settings

COMMANDS = {
    "init": "tracker.cli.database:init",
    "bodies": "tracker.cli.database:bodies",
    "doctor": "tracker.cli.database:doctor",
    "ingest": "tracker.cli.intake:ingest",
    "nightly": "tracker.cli.nightly:nightly",
    "match": "tracker.cli.matching:match",
    "who-else": "tracker.cli.matching:who_else_command",
    "evaluate": "tracker.cli.evaluate:evaluate",
    "audit-recall": "tracker.cli.audit:audit",
    "campaigns": "tracker.cli.campaigns:campaigns",
    "campaign": "tracker.cli.campaigns:campaign",
    "review-queue": "tracker.cli.review:review_queue",
    "review": "tracker.cli.review:review",
    "threshold": "tracker.cli.threshold:threshold",
    "sentences": "tracker.cli.sentences:sentences",
    "models": "tracker.cli.models:models",
    "alerts": "tracker.cli.alerts:alerts",
    "due": "tracker.cli.due:due",
    "holidays": "tracker.cli.holidays:holidays",
    "demo": "tracker.cli.demo:demo",
    "serve": "tracker.cli.serve:serve",
}
"""Command name to the `module:function` that holds it."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name every command, in the order of a night's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the one command asked for; None when there is no such command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, function = COMMANDS[cmd_name].partition(":")
        command: Any = getattr(import_module(module), function)
        if not isinstance(command, click.Command):
            message = f"{COMMANDS[cmd_name]} is not a command"
            raise TypeError(message)
        return command


@click.group(cls=LazyGroup)
@click.version_option(__version__, prog_name="mosaic")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Find the same FOI question put to several public bodies, and say so in time."""
    if ctx.resilient_parsing:
        return
    application: Any = import_module("tracker.cli.application")
    try:
        ctx.obj = application.Application(Settings())
        ctx.call_on_close(ctx.obj.close)
        import_module("tracker.log").configure(ctx.obj.settings.log_level)
    except ValidationError as error:
        wrong = ", ".join(f"MOSAIC_{'_'.join(map(str, e['loc']))}".upper() for e in error.errors())
        message = f"These settings have values that cannot be used: {wrong}"
        raise click.ClickException(message) from None
