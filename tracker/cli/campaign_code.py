"""How commands take a campaign: C-12, c-12 or 12."""

import click

from tracker.campaigns.overview import parse_code


class CampaignCode(click.ParamType[int]):
    """A campaign as people name it, given to the command as its number."""

    name = "campaign"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Read the number; fail where there is none."""
        number = parse_code(str(value))
        if number is None:
            self.fail("A campaign is named like C-12 or 12.", param, ctx)
        return number
