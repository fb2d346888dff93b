"""What a text may hold, in every way it may come in."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.common.validation import texts

NAMES = (
    "Eva Prüfer", "Jürgen Groß-Łukasiewicz", "Αθηνά Παπαδοπούλου", "Олена Шевченко",
    "محمد علي", "דנה לוי", "王小明", "김민준", "अमित शर्मा", "Nguyễn Thị Hương",
    "O'Neill, Amt 3 / Team A (Bau)", "§ 15 Abs. 2", "Gruppe 👍",
)  # fmt: skip
UNSEEN = ("\u00ad", "\u200b", "\u200c", "\u200d", "\ufeff", "\u2060", "\ufe0f", "\U000e0041")
TURNING = tuple(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
CONTROLS = tuple(map(chr, (*range(0x20), *range(0x7F, 0xA0))))
BROKEN = ("\ud800", "\udfff", "\ue000", "\uf8ff", "\ufffe", "\U0010ffff", "\ufdd0")
ENCODED = (
    "=?utf-8?q?DigitalMarkt=0D=0ASubject:_Other?=", "x =?UTF-8?B?QQ==?= y",
    "=?utf-8?q?a", "=\u200b?utf-8?q?x?=", "=?\xadutf-8?q?x?\u200d=",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_the_letters_of_all_scripts_stay(name: str) -> None:
    assert texts.one_line(name) == name
    assert texts.several_lines(name) == name
    assert texts.forced_line(name) == name


@pytest.mark.parametrize("unseen", UNSEEN)
def test_what_nobody_sees_is_dropped(unseen: str) -> None:
    assert texts.one_line(f"Gewerbe{unseen}anmeldung") == "Gewerbeanmeldung"
    assert texts.several_lines(f"Gewerbe{unseen}anmeldung") == "Gewerbeanmeldung"


@pytest.mark.parametrize("refused", [*TURNING, *BROKEN])
def test_what_turns_or_breaks_a_text_is_refused(refused: str) -> None:
    for check in (texts.one_line, texts.several_lines):
        with pytest.raises(texts.UnfitText):
            check(f"Eva{refused}Prüfer")


@pytest.mark.parametrize("control", [*CONTROLS, "\u2028", "\u2029"])
def test_a_line_has_no_control_and_no_end(control: str) -> None:
    with pytest.raises(texts.UnfitText):
        texts.one_line(f"Eva{control}Prüfer")


@pytest.mark.parametrize("control", sorted(set(CONTROLS) - {"\t", "\n", "\r"}))
def test_paragraphs_hold_only_ends_of_lines_and_tabs(control: str) -> None:
    with pytest.raises(texts.UnfitText):
        texts.several_lines(f"Eva{control}Prüfer")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029"])
def test_every_end_of_a_line_is_written_alike(end: str) -> None:
    assert texts.several_lines(f"a{end}\tb") == "a\n\tb"


@pytest.mark.parametrize("encoded", [text for text in ENCODED if text.endswith("=")])
def test_a_line_holds_no_word_that_stands_for_another(encoded: str) -> None:
    with pytest.raises(texts.UnfitText, match="encoded"):
        texts.one_line(encoded)


@pytest.mark.parametrize("text", ["https://a.example/?q=?", "a =? b", "?= =?", "=?utf-8?q?a"])
def test_a_part_of_an_encoded_word_is_an_ordinary_text(text: str) -> None:
    assert texts.one_line(text) == text


@given(st.text(st.characters(), max_size=60) | st.text("=?qQbB utf-8\r\n\u00ad", max_size=30))
def test_a_forced_line_is_one_the_border_takes_as_it_is(text: str) -> None:
    forced = texts.forced_line(text)

    assert texts.one_line(forced) == forced


@given(st.text(st.characters(), max_size=60))
def test_a_text_taken_once_is_taken_again_unchanged(text: str) -> None:
    for check in (texts.one_line, texts.several_lines):
        try:
            taken = check(text)
        except texts.UnfitText:
            continue
        assert check(taken) == taken


@given(st.text(string.printable.replace("\r", "").replace("\x0b", "").replace("\x0c", "")))
def test_paragraphs_of_plain_letters_stay(text: str) -> None:
    assert texts.several_lines(text) == text
