from tracker.text.prepare import prepare
from tracker.text.recurring import recurring, sentence_key

KENT = ("Kent Police",)


def letters(sentence, *, bodies=4, times=20, questions=20):
    return [(n % bodies, frozenset({sentence, f"question {n % questions}"})) for n in range(times)]


def test_a_sentence_beside_many_different_questions_recurs():
    assert recurring(letters("hobby horse")) == {"hobby horse"}


def test_a_question_sent_round_does_not_recur_whatever_letters_it_comes_in():
    sent_round = [(body, frozenset({"the question", f"letter {body}"})) for body in range(48)]
    assert recurring(sent_round) == frozenset()


def test_a_series_does_not_recur_in_letters_of_a_few_templates():
    series = [(n % 3, frozenset({"the question", f"letter {n % 4}"})) for n in range(60)]
    assert "the question" not in recurring(series)


def test_a_request_of_one_sentence_teaches_nothing():
    assert recurring([(n % 3, frozenset({"the question"})) for n in range(60)]) == frozenset()


def test_what_sets_a_period_is_never_said_to_recur():
    marked = sentence_key("Please give this from 2019 to 2024.", KENT)
    assert recurring(letters(marked)) == frozenset()
    assert recurring(letters(sentence_key("In May please.", KENT))) == frozenset()


def test_a_key_knows_neither_the_body_nor_a_reference():
    one = sentence_key("My late wife admired Kent Police (file AB/12/7).", KENT)
    other = sentence_key("My late wife admired Essex Police (file ZQ/994/16).", ("Essex Police",))
    assert one == other


def test_a_known_sentence_is_left_out_but_never_the_last_one():
    tale = "My late wife kept bees behind the old station for eleven years."
    asked = "How many bees has Kent Police impounded since January 2020?"
    known = {sentence_key(tale, KENT)}
    both = prepare(f"{tale} {asked}", body_names=KENT, recurring=known)
    assert [q.comparable for q in both.questions] == [
        "How many bees has your organisation impounded since January 2020?"
    ]
    assert "bees" in prepare(tale, body_names=KENT, recurring=known).questions[0].comparable
