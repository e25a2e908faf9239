"""What commands share by which people decide something: who, why, and why it cannot be kept."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from tracker.campaigns.judgement import CannotDecide
from tracker.campaigns.named_questions import NoSuchQuestion

REASON = click.option("--reason", required=True, metavar="TEXT", help="Why; kept for good.")
BY = click.option("--by", required=True, metavar="NAME", help="Who decides: a role or a person.")


@contextmanager
def refusals() -> Iterator[None]:
    """End the command with the reason where a judgement cannot be kept."""
    try:
        yield
    except NoSuchQuestion as error:
        raise click.UsageError(str(error)) from error
    except CannotDecide as error:
        raise click.ClickException(str(error)) from error
