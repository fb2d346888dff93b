"""The public pages call things by one name."""

import re
from collections.abc import Iterator

from gateway.web.body import order_steps
from gateway.web.public import start
from gateway.words.frame import FRAME
from gateway.words.pages import PAGES
from gateway.words.profile_page import PROFILE
from gateway.words.public_about import ABOUT_WORDS
from gateway.words.public_compare import COMPARE_WORDS
from gateway.words.public_pages import CATALOGUE_WORDS
from gateway.words.public_start import START_WORDS
from gateway.words.public_versions import VERSION_WORDS
from services.catalog.help.entries import read_help
from services.catalog.shipped.profiles import read_profiles
from services.catalog.words.availability import ANSWERS, REASONS
from services.catalog.words.help import CAPABILITIES
from services.catalog.words.labels import LABELS
from services.common.words import Counted, Sentence, Text
from services.orders.words.eligibility import ELIGIBILITY
from tests.shape.sources import ROOT

TABLES: tuple[dict[str, Sentence], ...] = (
    FRAME,
    PAGES,
    CATALOGUE_WORDS,
    COMPARE_WORDS,
    VERSION_WORDS,
    START_WORDS,
    ABOUT_WORDS,
    {**PROFILE},
    {**ANSWERS},
    {**REASONS},
    {**CAPABILITIES},
    {**ELIGIBILITY},
    *({**labels} for labels in LABELS.values()),
)


def texts() -> Iterator[Text]:
    for table in TABLES:
        for sentence in table.values():
            both = (sentence.one, sentence.other) if isinstance(sentence, Counted) else (sentence,)
            yield from both


def test_english_calls_a_stelle_an_authority() -> None:
    named = [text.en for text in texts()]
    helped = [str(entry[part]["en"]) for entry in read_help().entries
              for part in ("question", "answer")]  # fmt: skip

    assistant = (ROOT / "services/identity/assistant/texts.json").read_text()
    advised = re.findall(r'"en": "([^"]*)"', assistant)

    wrong = [
        said for said in (*named, *helped, *advised) if re.search(r"\b[Bb]od(y|ies)\b(?!})", said)
    ]

    assert [said for said in wrong if "{body}" not in said] == []


def test_who_runs_the_market_has_one_name() -> None:
    assert [t.de for t in texts() if re.search(r"\bBetreiber(in|s)?\b", t.de)] == []
    assert [t.en for t in texts() if re.search(r"\boperator\b", t.en)] == []


def test_the_steps_of_the_start_page_are_those_of_an_order() -> None:
    assert start.STEPS == order_steps.STEPS


def test_what_shipped_profiles_say_in_german_alone_has_an_english_name() -> None:
    rows = read_profiles()

    named = {
        "topic": {row["topic"] for row in rows},
        "life_situation": {row["life_situation"] for row in rows},
        "contact_role": {contact["role"] for row in rows for contact in row["contacts"]},
    }

    assert {facet: used - LABELS[facet].keys() for facet, used in named.items()} == {
        facet: set() for facet in named
    }
