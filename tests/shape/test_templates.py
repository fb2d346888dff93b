"""Pages say only what is in the words and use only styles there are; nothing is left over."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from gateway.words.for_pages import FOR_PAGES
from services.common.words import LANGUAGES
from services.common.words.kernel import KERNEL
from tests.shape.sources import ROOT

WEB = ROOT / "gateway/web"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
STYLE = (WEB / "static/pages.css").read_text("utf-8")
SOURCES = [*(ROOT / "gateway").rglob("*.py"), *TEMPLATES]
MOST_STYLE_BYTES = 25_000
MOST_LABEL_LETTERS = 15
"""So many letters of a word fit the column of labels in a stacked table: 8rem."""
CODE = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->|<style.*?</style>", re.DOTALL)
TAG = re.compile(r"<[^>]*>", re.DOTALL)
ATTRIBUTE = re.compile(r'[\w-]+="[^"]*"')
"""One that a macro writes into a tag of its caller."""
TEXT_ATTRIBUTES = re.compile(r'(?:aria-label|title|alt|placeholder)="([^"{]*)"')
NAMES = re.compile(
    r"Mein Unternehmenskonto|DigitalMarkt|Atom|XLSX|CSV|JSON|PDF|ZIP|SHA-256|OpenAPI|EfA|LeiKa|OZG"
    r"|KB|MB"
)
WORD = re.compile(r"[^\W\d_]{2,}")
BUILT = re.compile(r"""["']([a-z-]+-)(?:["']\)?\s*(?:~|\+|if\b)|\{)""")
"""How keys begin that are put together."""
BUILT_PATH = re.compile(r"""["']([a-z]+/[a-z]+_)\{""")
"""How names of templates begin that are put together."""
ICON = re.compile(r"""\bicon\(["']([a-z-]+)["']""")
BUTTON_WITH_HIDDEN_TEXT = re.compile(
    r"<(a|button)\b[^>]*\bkern-btn\b(?:(?!</\1>).)*?kern-sr-only", re.DOTALL
)
SAID = re.compile(r"""\bsay\(\s*"([^"]+)"\s*[,)]""")


def shown(path: Path) -> str:
    return str(path.relative_to(WEB))


def texts_of(template: str) -> Iterable[str]:
    """Return the words a template says by itself, outside of the tables of words."""
    bare = CODE.sub(" ", template)
    attributes = TEXT_ATTRIBUTES.findall(bare)
    said = " ".join([ATTRIBUTE.sub(" ", TAG.sub(" ", bare)), *attributes]).replace("&nbsp;", " ")
    return WORD.findall(NAMES.sub(" ", said))


@pytest.mark.parametrize("path", TEMPLATES, ids=shown)
def test_a_template_says_nothing_itself(path: Path) -> None:
    assert list(texts_of(path.read_text("utf-8"))) == []


def test_a_planted_text_would_be_found() -> None:
    assert list(texts_of('<p title="Hier">{{ say("x") }} Weiter</p>')) == ["Weiter", "Hier"]


@pytest.mark.parametrize("path", TEMPLATES, ids=shown)
def test_a_template_has_no_inline_style_script_or_handler(path: Path) -> None:
    text = path.read_text("utf-8")

    assert re.findall(r"\sstyle=|\son\w+=|javascript:", text) == []
    assert re.findall(r"<script(?![^>]*\ssrc=)", text) == []
    assert re.findall(r'(?:src="|<link[^>]*href=")https?:', text) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=shown)
def test_a_button_has_no_hidden_text(path: Path) -> None:
    """KERN makes a button with one square, as an icon alone; ``aria-label`` says it."""
    assert BUTTON_WITH_HIDDEN_TEXT.findall(path.read_text("utf-8")) == []


def test_a_planted_button_with_hidden_text_would_be_found() -> None:
    planted = '<a class="kern-btn" href="/"><b>Weiter</b><span class="kern-sr-only">x</span></a>'
    assert BUTTON_WITH_HIDDEN_TEXT.findall(planted) != []


@pytest.mark.parametrize("path", TEMPLATES, ids=shown)
def test_every_template_is_used(path: Path) -> None:
    name = str(path.relative_to(WEB / "templates"))
    others = [source.read_text("utf-8") for source in SOURCES if source != path]

    assert any(
        f'"{name}"' in text or name.startswith(tuple(BUILT_PATH.findall(text))) for text in others
    )


def test_what_is_said_has_words() -> None:
    said = {key for source in SOURCES for key in SAID.findall(source.read_text("utf-8"))}

    assert said - set(FOR_PAGES) - set(KERNEL) == set()
    assert len(said) > 50


def test_no_words_are_left_over() -> None:
    everything = "\n".join(
        source.read_text("utf-8") for source in SOURCES if "gateway/words" not in str(source)
    )
    built = tuple(BUILT.findall(everything))

    unused = [
        key
        for key in FOR_PAGES
        if not key.startswith(built)
        and not any(f"{quote}{name}{quote}" in everything
                    for quote in "\"'" for name in (key, key.removeprefix("done-")))
    ]  # fmt: skip
    assert unused == []


def test_every_token_of_kern_exists() -> None:
    kern = (WEB / "static/vendor/kern.min.css").read_text("utf-8")
    named = set(re.findall(r"var\((--kern-[\w-]+)\)", STYLE))

    assert {token for token in named if f"{token}:" not in kern} == set()
    assert len(named) > 30


def test_every_icon_exists() -> None:
    kern = (WEB / "static/vendor/kern.min.css").read_text("utf-8")
    named = {name for source in SOURCES for name in ICON.findall(source.read_text("utf-8"))}

    assert {name for name in named if f".kern-icon--{name}" not in kern} == set()


def test_our_own_style_is_small_and_used() -> None:
    classes = set(re.findall(r"\.((?:dm|is)-[\w-]+)", STYLE))
    everything = "\n".join(source.read_text("utf-8") for source in SOURCES)

    assert len(STYLE.encode()) < MOST_STYLE_BYTES
    used = set(re.findall(r"(?:dm|is)-[\w-]+", everything))
    built = {name for name in used if name.endswith("-")}
    assert {name for name in used - classes - built if name.startswith("dm-")} == set()


def test_a_label_beside_a_cell_fits_its_column_on_a_phone() -> None:
    labels = {
        key for path in TEMPLATES
        for key in re.findall(r'data-l="\{\{ say\("([^"]+)"\) \}\}"', path.read_text("utf-8"))
    }  # fmt: skip
    words = {
        word: key for key in labels for language in LANGUAGES
        for word in re.split(r"[\s-]", FOR_PAGES[key].in_language(language))
    }  # fmt: skip

    assert len(labels) > 100
    assert not {word: key for word, key in words.items() if len(word) > MOST_LABEL_LETTERS}


def test_each_of_our_scripts_has_names_of_its_own() -> None:
    tags = [tag for path in TEMPLATES for tag in re.findall(r"<script\b[^>]*>", path.read_text())]
    ours = [tag for tag in tags if 'asset("' in tag and 'asset("vendor/' not in tag]

    assert len(ours) > 3
    assert [tag for tag in ours if 'type="module"' not in tag] == []
