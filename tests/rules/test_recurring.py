from itertools import count

from tracker.text.prepare import prepare
from tracker.text.recurring import recurring, sentence_key, sets_scope

KENT = ("Kent Police",)
FORCES = 48
THINGS = (
    "horses kennels radios boats bicycles windows uniforms helmets canteens trees lockers engines "
    "drains roofs gates tunnels ladders lanterns pianos curtains violins carpets mirrors fountains "
    "hedges barrels candles chimneys shutters stables"
).split()
DEEDS = "stabled rebuilt replaced moored stolen broken tailored scrapped closed felled".split()
HOBBY = "My late wife admired the old clock tower and spoke of little else."
BREAKDOWN = "Please break this down by year."
TASERS = "Which officers of the force carry Tasers?"


def other(number):
    """Ask something that no other number asks."""
    thing, deed = THINGS[number % len(THINGS)], DEEDS[number // len(THINGS) % len(DEEDS)]
    return f"Where were the {thing} {deed}?"


def learn(letters):
    """Say which sentences recur in (body, sentences), where no name of a body stands in them."""
    words = {sentence_key(s, KENT): s for _, sentences in letters for s in sentences}
    found = recurring(
        [(body, frozenset(sentence_key(s, KENT) for s in said)) for body, said in letters],
        lambda keys: {key: words[key] for key in keys},
    )
    return {words[key] for key in found}


def letters(sentence, *, bodies=4, times=20, questions=20):
    return [(n % bodies, [sentence, other(n % questions)]) for n in range(times)]


def elsewhere(first=200, times=60):
    """Give requests of one question that have nothing to do with the rest."""
    return [(n % 7, [other(first + n)]) for n in range(times)]


def test_a_sentence_beside_many_different_questions_recurs():
    assert learn(letters(HOBBY)) == {HOBBY}
    assert learn([*letters(HOBBY), *elsewhere()]) == {HOBBY}


def test_the_order_of_requests_does_not_count():
    asked = [*letters(HOBBY), *elsewhere(), *letters(BREAKDOWN, times=30, questions=30)]
    assert learn(asked) == learn(asked[::-1]) == learn(asked[::2] + asked[1::2])


def test_a_single_question_sent_round_does_not_recur():
    assert learn([(force, [TASERS]) for force in range(FORCES)]) == set()


def test_a_question_sent_round_does_not_recur_whatever_letters_it_comes_in():
    numbers = count()
    sent_round = [(force, [TASERS, other(next(numbers))]) for force in range(FORCES)]
    assert learn(sent_round) == set()


def test_a_popular_question_that_comes_again_and_again_beside_its_like_does_not_recur():
    beside = [
        f"How many Tasers were {deed} at {thing} depots?" for thing in THINGS for deed in DEEDS
    ]
    popular = [(n % FORCES, [TASERS, beside[n]]) for n in range(2 * FORCES)]
    assert learn([*popular, *elsewhere()]) == set()
    assert learn(popular) == set()


def test_the_same_sentence_beside_anything_else_recurs():
    anywhere = [(n % FORCES, [TASERS, other(n)]) for n in range(2 * FORCES)]
    assert learn([*anywhere, *elsewhere()]) == {TASERS}


def test_a_wish_shared_by_many_campaigns_loses_its_weight_and_no_question_does():
    campaigns = [
        (force, [other(campaign), BREAKDOWN]) for campaign in range(9) for force in range(10)
    ]
    alone = [(n % 10, [other(20 + n), BREAKDOWN]) for n in range(180)]
    assert learn([*campaigns, *alone]) == {BREAKDOWN}


def test_a_wish_of_a_few_campaigns_keeps_its_weight():
    campaigns = [
        (force, [other(campaign), BREAKDOWN]) for campaign in range(9) for force in range(10)
    ]
    assert learn(campaigns) == set()


def test_a_series_does_not_recur_in_letters_of_a_few_templates():
    series = [(n % 3, [TASERS, other(n % 4)]) for n in range(60)]
    assert TASERS not in learn(series)


def test_a_request_of_one_sentence_teaches_nothing():
    assert learn([(n % 3, [HOBBY]) for n in range(60)]) == set()


def test_what_nearly_every_letter_says_recurs_though_its_words_are_common():
    talk = "The records held may be old ones, where officers keep them."
    asked = [(n % 5, [talk, f"{other(n)[:-1]} by officers?"]) for n in range(150)]
    assert learn(asked) == {talk}


def test_what_sets_a_period_is_never_said_to_recur():
    for scope in (
        "Please give this from 2019 to 2024.",
        "In May please.",
        "Please break this down by year for the last five years.",
        "Please cover the past three financial years.",
    ):
        assert sets_scope(sentence_key(scope, KENT))
        assert learn(letters(scope)) == set()
    assert not sets_scope(sentence_key(BREAKDOWN, KENT))


def test_a_key_knows_neither_the_body_nor_a_reference():
    one = sentence_key("My late wife admired Kent Police (file AB/12/7).", KENT)
    another = sentence_key("My late wife admired Essex Police (file ZQ/994/16).", ("Essex Police",))
    assert one == another


def test_a_known_sentence_is_left_out_but_never_the_last_one():
    tale = "My late wife kept bees behind the old station for eleven years."
    asked = "How many bees has Kent Police impounded since January 2020?"
    known = {sentence_key(tale, KENT)}
    both = prepare(f"{tale} {asked}", body_names=KENT, recurring=known)
    assert [q.comparable for q in both.questions] == [
        "How many bees has your organisation impounded since January 2020?"
    ]
    alone = prepare(asked, body_names=KENT, recurring={sentence_key(asked, KENT)})
    assert "bees" in alone.questions[0].comparable


def test_sentences_are_the_same_whatever_is_known_of_them():
    tale = "Bees live behind the old station."
    text = f"{tale} How many bees has Kent Police impounded?"
    known = {sentence_key(tale, KENT)}
    plain, without = (prepare(text, body_names=KENT, recurring=k) for k in (set(), known))
    assert plain.sentences == without.sentences
    assert plain.questions != without.questions


def test_a_known_question_stays_where_all_else_only_tells_of_it():
    """The report is of another address each time; the day alone would join two of one day."""
    asked, told = "A copy of the fire report for [an address].", "The fire occurred on 8 May 2024."
    known = {sentence_key(asked, KENT)}
    found = prepare(f"{asked} {told}", body_names=KENT, recurring=known)
    assert "fire report for [withheld]" in found.questions[0].comparable
    more = prepare(f"{asked} {told} How many dogs bit people?", body_names=KENT, recurring=known)
    assert not any("report" in question.display for question in more.questions)
    kept = prepare(f"{asked} The number of kennels", body_names=KENT, recurring=known)
    assert [question.comparable for question in kept.questions] == ["The number of kennels"]


def test_a_letter_of_which_every_sentence_is_known_asks_nothing():
    text = "Please provide all recorded information about this."
    assert prepare(text, body_names=KENT).questions
    assert not prepare(text, body_names=KENT, recurring={sentence_key(text, KENT)}).questions
