from tracker.text.disguise import uncover
from tracker.text.fixed_width import without_cuts

LETTER = """Dear Sir or Madam,

How many applications for a firearm certificate were refused in Cambridgeshire in 2023,
and how many of the applicants appealed to the Crown Court against the decision?

Yours faithfully"""
TABLE = "Kennels       2021   412\nVeterinarians 2021    87\nHandlers      2021   904\n" * 3


def cut(text, width):
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


def test_a_text_cut_after_every_so_many_characters_is_put_together():
    for width in (17, 24, 31):
        assert without_cuts(cut(LETTER, width)) == LETTER
        assert uncover(cut(LETTER, width)).text == LETTER


def test_the_rows_of_a_table_are_no_cuts():
    assert without_cuts(TABLE) == TABLE


def test_other_texts_stay_as_they_are():
    for text in ("", "\n", LETTER, LETTER.replace(" ", "\n")):
        assert without_cuts(text) == text
