"""Page numbers for a list, as the pagination component of GOV.UK Frontend takes them."""

from collections.abc import Callable
from typing import Any


def pagination(current: int, last: int, address: Callable[[int], str]) -> dict[str, Any] | None:
    """Give the parameters of `govukPagination`; None when there is only one page."""
    if last <= 1:
        return None
    shown = sorted({1, last, *range(max(1, current - 1), min(last, current + 1) + 1)})
    items: list[dict[str, Any]] = []
    before = 0
    for number in shown:
        if number > before + 1:
            items.append({"ellipsis": True})
        items.append({"number": number, "href": address(number), "current": number == current})
        before = number
    found: dict[str, Any] = {"items": items}
    if current > 1:
        found["previous"] = {"href": address(current - 1)}
    if current < last:
        found["next"] = {"href": address(current + 1)}
    return found
