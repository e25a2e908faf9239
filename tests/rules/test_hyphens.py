"""Lines of hyphens and chains of words are read at once: no pattern tries every way to cut them."""

import pytest

from tracker.text.asking import how_it_asks
from tracker.text.prepare import prepare


@pytest.mark.parametrize("chain", ["-" * 3_000, "ab-" * 3_000, " -" * 3_000, "'-" * 3_000])
def test_a_chain_of_hyphens_ends(chain):
    how_it_asks(f"Regards {chain} Press Office")
    asked = f"How many drones does your force own?\n\nRegards {chain} Press Office"
    assert any("drones" in wording.comparable for wording in prepare(asked, body_names=()).wordings)
