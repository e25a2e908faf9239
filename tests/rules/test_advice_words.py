from tracker.campaigns.advice_words import ALWAYS, CLOCK_RUNS_ON, DECIDES_FOR_ITSELF, NO_GROUND


def test_the_words_that_go_with_advice_say_what_the_law_says():
    assert "decides for itself" in DECIDES_FOR_ITSELF
    assert "does not stop the clock" in CLOCK_RUNS_ON
    assert NO_GROUND.count("no ground") == 2
    assert "section 14" in NO_GROUND
    assert "section 12" in NO_GROUND
    assert ALWAYS == (DECIDES_FOR_ITSELF, CLOCK_RUNS_ON, NO_GROUND)
