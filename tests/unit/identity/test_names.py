"""The name a certificate asserts matches the registrant's in every spelling, and no other."""

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from services.identity.domain import names as rules
from services.identity.domain.names import NameCheck, compare

Name = tuple[str, str]
SAME, OTHER = NameCheck.MATCHED, NameCheck.MISMATCHED
TABLE: list[tuple[Name, Name, NameCheck]] = [
    (("Sabine", "Huber"), ("Sabine", "Huber"), SAME),
    (("SABINE", "HUBER"), ("sabine", "huber"), SAME),
    (("  Sabine ", "Huber\t"), ("Sabine", "Huber"), SAME),
    (("Sabine", "Hu\u200bber"), ("Sabine", "Huber"), SAME),
    (("Jürgen", "Müller"), ("Juergen", "Mueller"), SAME),
    (("Jürgen", "Müller"), ("Jurgen", "Muller"), SAME),
    (("Juergen", "Mueller"), ("Jurgen", "Muller"), SAME),
    (("JÜRGEN", "MÜLLER"), ("Juergen", "Müller"), SAME),
    (("Jürgen", "Mu\u0308ller"), ("Jürgen", "Müller"), SAME),
    (("Änne", "Öchsner"), ("Aenne", "Oechsner"), SAME),
    (("Jörg", "Häusler"), ("Joerg", "Haeusler"), SAME),
    (("Kurt", "Bräuer"), ("Kurt", "Braeuer"), SAME),
    (("Emil", "Kröl"), ("Emil", "Kroel"), SAME),
    (("Hans", "Groß"), ("Hans", "Gross"), SAME),
    (("Hans", "GROẞ"), ("Hans", "Groß"), SAME),
    (("Hans", "WEISSMÜLLER"), ("Hans", "Weißmueller"), SAME),
    (("Anna-Lena", "Huber"), ("Anna Lena", "Huber"), SAME),
    (("Annalena", "Huber"), ("Anna-Lena", "Huber"), SAME),
    (("Anna‐Lena", "Huber"), ("Anna–Lena", "Huber"), SAME),
    (("Anna Maria Theresia", "Huber"), ("Anna", "Huber"), SAME),
    (("Anna", "Huber"), ("Anna Maria", "Huber"), SAME),
    (("An\u200bna", "Huber"), ("Anna Maria", "Huber"), SAME),
    (("Johann Peter", "Huber"), ("Peter", "Huber"), SAME),
    (("Karl-Heinz", "Huber"), ("Karl", "Huber"), SAME),
    (("Maria Anna", "Huber"), ("Anna Maria", "Huber"), SAME),
    (("Anna M.", "Huber"), ("Anna Maria", "Huber"), SAME),
    (("Anna M.", "Huber"), ("Anna", "Huber"), SAME),
    (("Eva", "Müller-Lüdenscheidt"), ("Eva", "Müller Lüdenscheidt"), SAME),
    (("Eva", "Müller-Lüdenscheidt"), ("Eva", "Mueller - Luedenscheidt"), SAME),
    (("Eva", "MÜLLER-LÜDENSCHEIDT"), ("Eva", "Muller Ludenscheidt"), SAME),
    (("Dr. Eva", "Huber"), ("Eva", "Huber"), SAME),
    (("Eva", "Dr.Huber"), ("Eva", "Huber"), SAME),
    (("Eva", "Huber"), ("Prof. Dr. Dr. h.c. mult. Eva", "Huber"), SAME),
    (("Eva", "Huber"), ("Dr.-Ing. Eva", "Huber"), SAME),
    (("Eva", "Huber"), ("Dipl.-Ing. (FH) Eva", "Huber"), SAME),
    (("Eva", "Huber"), ("Dipl. Ing. Eva", "Huber"), SAME),
    (("Eva", "Huber"), ("Eva", "Huber, M.A."), SAME),
    (("Eva", "Huber"), ("Eva", "Huber LL.M."), SAME),
    (("Eva", "Huber"), ("Dr. rer. nat. Eva", "Huber"), SAME),
    (("Eva", "Huber"), ("Diplom-Verwaltungswirtin (FH) Eva", "Huber"), SAME),
    (("Karl", "vom Stein"), ("Karl", "Stein"), SAME),
    (("Karl", "von Stein"), ("Karl", "v. Stein"), SAME),
    (("Karl", "Freiherr von Stein"), ("Karl", "von Stein"), SAME),
    (("Karl", "Frhr. v. Stein"), ("Karl", "Freiherr von Stein"), SAME),
    (("Karl", "Stein"), ("Karl", "Freiherr von und zu Stein"), SAME),
    (("Jan", "van der Berg"), ("Jan", "Van Der Berg"), SAME),
    (("Jan", "Vandenberg"), ("Jan", "van den Berg"), SAME),
    (("Ana", "de la Cruz"), ("Ana", "Cruz"), SAME),
    (("Seán", "O’Neill"), ("Sean", "O'Neill"), SAME),
    (("Sean", "ONeill"), ("Sean", "O Neill"), SAME),
    (("René", "Grandierè"), ("Rene", "Grandiere"), SAME),
    (("Zoë", "Noël"), ("Zoe", "Noel"), SAME),
    (("Işıl", "Yıldız"), ("Isil", "Yildiz"), SAME),
    (("İPEK", "IŞIK"), ("Ipek", "Işık"), SAME),
    (("Søren", "Łukasz"), ("Soren", "Lukasz"), SAME),
    (("Åsa", "Sørensen"), ("Aasa", "Soerensen"), SAME),
    (("Ada", "Ma"), ("Ada", "Ma"), SAME),
    (("Ernst", "Doktor"), ("Dr. Ernst", "Doktor"), SAME),
    (("Ernst", "Graf"), ("Ernst", "Graf"), SAME),
    (("Sabine", "Huber"), ("Sabine", "Hubert"), OTHER),
    (("Sabine", "Huber"), ("Sabrina", "Huber"), OTHER),
    (("Sabine", "Huber"), ("Andreas", "Friedrich"), OTHER),
    (("Sabine", "Huber"), ("", ""), OTHER),
    (("Sabine", "Huber"), ("Sabine", ""), OTHER),
    (("Sabine", "Huber"), ("Sabine", "Dr."), OTHER),
    (("Hans", "Maier"), ("Hans", "Mayer"), OTHER),
    (("Hans", "Bauer"), ("Hans", "Baur"), OTHER),
    (("Michael", "Huber"), ("Michal", "Huber"), OTHER),
    (("Manuela", "Huber"), ("Manula", "Huber"), OTHER),
    (("Sue", "Huber"), ("Su", "Huber"), OTHER),
    (("Hans", "Müller"), ("Hans", "Miller"), OTHER),
    (("Hans", "Huber"), ("Johannes", "Huber"), OTHER),
    (("Anna Maria", "Huber"), ("Anna Lena", "Huber"), OTHER),
    (("Anna M.", "Huber"), ("Anna Berta", "Huber"), OTHER),
    (("A.", "Huber"), ("Anna", "Huber"), OTHER),
    (("Eva", "Müller-Lüdenscheidt"), ("Eva", "Müller"), OTHER),
    (("Eva", "Müller-Lüdenscheidt"), ("Eva", "Lüdenscheidt"), OTHER),
    (("Eva", "Müller-Lüdenscheidt"), ("Eva", "Lüdenscheidt-Müller"), OTHER),
    (("Eva", "Graf-Müller"), ("Eva", "Müller"), OTHER),
    (("Peter", "Simon"), ("Simon", "Peter"), OTHER),
    (("Huber", "Sabine"), ("Sabine", "Huber"), OTHER),
    (("Karl", "von Stein"), ("Karl", "van Stein"), OTHER),
    (("Karl", "Graf von Stein"), ("Karl", "Freiherr von Stein"), OTHER),
    (("Karl", "von"), ("Karl", "Stein"), OTHER),
    (("Karl", "Huber jun."), ("Karl", "Huber"), OTHER),
    (("Sаbine", "Huber"), ("Sabine", "Huber"), OTHER),
    (("Ada", "Ma"), ("Ada", "Ba"), OTHER),
]
BARE = str.maketrans("äöü", "aou")
SPELT = {"ä": "ae", "ö": "oe", "ü": "ue"}
CONSONANTS = "bcdfghkmnprstvwz"
letters = st.text(alphabet="abcdefghiklmnoprstuvwzäöüß", min_size=2, max_size=12)
names = letters.map("x{}".format)
anything = st.one_of(st.text(), st.text(alphabet="aäbeoun -'.\u0301\u0308")).map("n{}".format)
syllables = st.tuples(st.sampled_from(CONSONANTS), st.sampled_from("aiouäöü")).map("".join)
plain_names = st.lists(syllables, min_size=2, max_size=5).map(lambda s: "".join(s) + "n")


def verdict(asserted: Name, registered: Name) -> NameCheck:
    return compare({"Vorname": asserted[0], "Nachname": asserted[1]}, *registered)


def spelt_out(name: str) -> str:
    return "".join(SPELT.get(letter, letter) for letter in name)


@pytest.mark.parametrize(("asserted", "registered", "expected"), TABLE)
def test_names_compare_so(asserted: Name, registered: Name, expected: NameCheck) -> None:
    assert verdict(asserted, registered) is expected


@pytest.mark.parametrize(("asserted", "registered", "expected"), TABLE)
def test_it_does_not_matter_which_side_writes_how(
    asserted: Name, registered: Name, expected: NameCheck
) -> None:
    turned = verdict(registered, asserted)

    assert turned is (expected if all(registered) else NameCheck.ABSENT)


def test_the_table_is_a_table() -> None:
    assert len({(asserted, registered) for asserted, registered, _ in TABLE}) == len(TABLE) >= 50


@pytest.mark.parametrize(
    "asserted",
    [
        None,
        {},
        {"Geburtsdatum": "01.01.1989"},
        {"Vorname": "Sabine"},
        {"Nachname": "Huber"},
        {"Vorname": "", "Nachname": ""},
        {"Vorname": " ", "Nachname": "Huber"},
        {"Vorname": "-", "Nachname": "-"},
    ],
)
def test_a_certificate_that_names_nobody_whole_names_nobody(
    asserted: dict[str, str] | None,
) -> None:
    assert compare(asserted, "Sabine", "Huber") is NameCheck.ABSENT


@given(names, names)
def test_a_name_matches_itself_in_every_spelling(given_name: str, family_name: str) -> None:
    spellings = [
        (given_name, family_name),
        (given_name.upper(), family_name.upper()),
        (spelt_out(given_name), spelt_out(family_name)),
        (given_name.translate(BARE), family_name.translate(BARE)),
        (given_name.replace("ß", "ss"), family_name.replace("ß", "ss")),
        (unicodedata.normalize("NFD", given_name), f"Dr. {family_name}"),
    ]

    for spelling in spellings:
        assert verdict((given_name, family_name), spelling) is NameCheck.MATCHED
        assert verdict(spelling, (given_name, family_name)) is NameCheck.MATCHED


@given(plain_names)
def test_spelt_out_and_left_out_umlauts_are_one_name(family_name: str) -> None:
    pair = ("Eva", spelt_out(family_name)), ("Eva", family_name.translate(BARE))

    assert verdict(*pair) is verdict(*reversed(pair)) is NameCheck.MATCHED


@given(anything, anything, anything, anything)
def test_both_directions_agree_whatever_is_written(a: str, b: str, c: str, d: str) -> None:
    assert verdict((a, b), (c, d)) is verdict((c, d), (a, b))
    assert verdict((a, b), (a, b)) is NameCheck.MATCHED


@given(plain_names, plain_names, st.sampled_from(["", "Dr. ", "von ", "Freiherr von "]))
def test_different_names_never_match(one: str, other: str, before: str) -> None:
    assume(one.translate(BARE) != other.translate(BARE))

    assert verdict(("Eva", one), ("Eva", f"{before}{other}")) is NameCheck.MISMATCHED
    assert verdict((one, "Huber"), (other, "Huber")) is NameCheck.MISMATCHED


@given(plain_names, plain_names)
def test_one_part_of_a_double_family_name_is_not_enough(one: str, other: str) -> None:
    double = ("Eva", f"{one}-{other}")

    assert verdict(double, ("Eva", one)) is NameCheck.MISMATCHED
    assert verdict(double, ("Eva", other)) is NameCheck.MISMATCHED


def test_two_long_names_are_compared_word_by_word_only_once() -> None:
    spelled: list[str] = []

    def counting(word: str) -> str:
        spelled.append(word)
        return word

    many = " ".join(["a", "b"] * 50)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(rules, "_long", counting)
        patched.setattr(rules, "_short", counting)
        assert compare({"Vorname": many, "Nachname": "Amt"}, many + " c", "Amt") is SAME

    assert len(spelled) < 5_000
