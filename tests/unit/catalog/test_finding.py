"""Words are one in every spelling, parts find compounds, and sets hold what was put in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.catalog.search.bitsets import members, set_of
from services.catalog.search.facets import FacetIndex
from services.catalog.search.german import fold, read_query, stem
from services.catalog.search.ranking import TextIndex
from services.catalog.search.scores import best
from services.catalog.search.vocabulary import Vocabulary
from services.catalog.search.weights import SearchText, TextField
from services.common.words import Text
from tests import builders

SPELLINGS = [
    ("Führerschein", "Fuehrerschein"),
    ("Führerschein", "Fuhrerschein"),
    ("Fu\u0308hrerschein", "FÜHRERSCHEIN"),
    ("Reisepaß", "reisepass"),
    ("Straße", "STRASSE"),
    ("Gaststätte", "Gaststaette"),
    ("Förderung", "Foerderung"),
]


def index(*titles: str) -> TextIndex:
    """Return an index in which the profile with number n has the n-th title."""
    made = TextIndex({"umziehen": ["wohnsitz"]})
    for number, title in enumerate(titles):
        made.put(number, SearchText((TextField(10.0, (title,), thins=True),), ()))
    return made


def found(texts: TextIndex, typed: str) -> list[int]:
    return [number for number, _ in best(texts.find(typed), None)]


@pytest.mark.parametrize(("one", "other"), SPELLINGS)
def test_spellings_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize("word", ["bauen", "steuer", "neue", "quelle"])
def test_letters_that_are_no_umlaut_stay(word: str) -> None:
    assert fold(word) == word


@given(st.text("abcdefghijklmnopqrstuvwxyzäöü -09"))
def test_folding_leaves_plain_letters_in_any_case(text: str) -> None:
    folded = fold(text)

    assert folded.isascii()
    assert folded == fold(text.upper())


@pytest.mark.parametrize(
    ("typed", "keys", "words"),
    [
        ("99 115 005 104 000", ("99115005104000",), ()),
        ("LeiKa 99115005104000", ("99115005104000",), ()),
        ("ozg-10124", ("10124",), ()),
        ("99110009", ("99110009",), ()),
        ("Hund 10160", ("10160",), ("hund",)),
        ("Hartz 4", (), ("hartz", "4")),
        ("was ist das", (), ("was", "ist", "das")),
        ("Auszug aus dem Register", (), ("auszug", "register")),
    ],
)
def test_keys_are_told_from_words(typed: str, keys: tuple[str, ...], words: tuple[str]) -> None:
    wanted = read_query(typed)

    assert (wanted.keys, wanted.words) == (keys, words)


def test_forms_of_a_word_have_one_stem() -> None:
    assert stem("anmeldung") == stem("anmeldungen") == stem("anmelden")


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("Hund", "Hundesteuer"),
        ("Steuer", "Hundesteuer"),
        ("Hundestuer", "Hundesteuer"),
        ("Wohng", "Wohngeld"),
        ("Anmeldungen", "Anmeldung"),
        ("umziehen", "Wohnsitz"),
        ("Ehe Urkunde", "Eheurkunde"),
        ("BuT", "Leistungen für Bildung und Teilhabe"),
    ],
)
def test_a_title_is_found(typed: str, title: str) -> None:
    texts = index("Jagdschein", title, "Fischerei")

    assert found(texts, typed) == [1]


def test_the_word_itself_comes_before_its_compounds() -> None:
    scores = index("Gewerbesteuer", "Gewerbe").find("Gewerbe")

    assert scores[1] > scores[0] > 0


def test_of_those_with_a_key_what_can_be_had_comes_first() -> None:
    texts = TextIndex({})
    for number, standing in enumerate((0.9, 1.0, 0.97)):
        texts.put(number, SearchText((TextField(10.0, ("Titel",)),), ("10181",), standing))

    assert found(texts, "10181") == [1, 2, 0]
    texts.put(0, SearchText((TextField(10.0, ("Titel",)),), ("10181",), 1.0))
    texts.put(1, SearchText((TextField(10.0, ("Titel",)),), ("10181",), 0.9))
    assert found(texts, "10181") == [0, 2, 1]


def test_a_profile_that_is_put_again_is_found_by_its_new_title_only() -> None:
    texts = index("Jagdschein", "Wohngeld")

    texts.put(1, SearchText((TextField(10.0, ("Elterngeld",), thins=True),), ()))

    assert found(texts, "Elterngeld") == [1]
    assert found(texts, "Jagdschein") == [0]
    assert texts.find("Wohngeld")[1] < 10.0


@pytest.mark.parametrize(
    ("typed", "meant", "is_forgiven"),
    [
        ("jagt", "jagd", True),
        ("wohngled", "wohngeld", True),
        ("wohnglde", "wohngeld", True),
        ("einburgrunk", "einburgerung", True),
        ("jgat", "jagd", False),
        ("jag", "jagd", False),
    ],
)
def test_mistakes_are_forgiven_by_length(typed: str, meant: str, is_forgiven: bool) -> None:
    words = Vocabulary()
    words.add([meant])

    assert (meant in words.mistyped(typed)) is is_forgiven


@given(st.sets(st.integers(0, 9000)))
def test_a_set_holds_what_was_put_in(numbers: set[int]) -> None:
    assert members(set_of(numbers)) == sorted(numbers)


def test_a_profile_that_changed_counts_once_under_its_new_values() -> None:
    stock = FacetIndex()
    for topic in ("Umwelt", "Bauen"):
        stock.put(builders.profile(topic=topic).public(), "2026-01-01")

    facets = stock.facets(stock.all)

    assert facets["topic"] == [{"value": "Bauen", "label": Text("Bauen", "Bauen"), "count": 1}]
    assert stock.having("topic", "Umwelt") == 0
    assert list(stock.in_order("title", stock.all)) == [0]


def test_a_syllable_that_thousands_of_words_hold_costs_no_more_than_a_thousand() -> None:
    words = Vocabulary()
    words.add(f"{one}bau{two}" for one in ("hoch", "tief") for two in map(str, range(3000)))

    assert len(words.compounds("bau")) <= 1000


@pytest.mark.parametrize("typed", ["x" * 5000, "ab" * 300, " ".join(map(str, range(400)))])
def test_what_is_typed_at_length_is_looked_for_in_part(typed: str) -> None:
    wanted = read_query(typed)

    assert len(wanted.words) <= 12
    assert all(len(word) <= 60 for word in wanted.words)
