"""Read the help that ships with this service, and find the entries that answer a question.

The texts lie beside this module; README.md says how they are kept. A file that breaks a
rule stops the reading, and the error names what is wrong.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from services.catalog.help.capabilities import CAPABILITIES, coming_of

Doc = dict[str, Any]

PAGES = frozenset(
    {
        "start", "profile", "orderable", "registration", "certificate", "order", "contract",
        "signature", "levy", "setup", "link", "overview", "help", "vendor",
    }
)  # fmt: skip
"""Where questions arise."""

LANGUAGES = ("de", "en")
IN_QUESTION, IN_ANSWER = 3, 1
SHORTEST_INSIDE = 4
SHORTEST_HEAD = 6
MOST_WORDS = 12

_FILES = Path(__file__).parent
_ID = re.compile(r"[a-z]+(-[a-z]+)*")
_COVER = re.compile(r"(entry|requirement):([A-Za-z0-9-]+)")
_REQUIREMENT = re.compile(r"[A-Z]{2}-\d+")
_WORD = re.compile(r"[^\W_]+")
_DIGRAPH = re.compile(r"([aou])e")
_ENDING = re.compile(r"(?<=.{4})(ern|en|er|es|em|e|n|s)\Z")
_FIELDS = {
    "id", "group", "question", "answer", "keywords", "pages", "capabilities",
    "updated_on", "editor", "statements",
}  # fmt: skip
_NOTHING_SAID = frozenset(
    [
        "der", "die", "das", "ein", "eine", "einen", "wir", "ich", "sie", "es", "ist", "sind",
        "wie", "was", "wo", "wer", "und", "oder", "im", "in", "zu", "zum", "zur", "den", "dem",
        "fur", "mit", "von", "man", "kann", "the", "a", "an", "is", "are", "do", "does", "we",
        "mein", "meine", "meiner", "unser", "unsere",
        "i", "how", "what", "who", "where", "to", "of", "for", "our", "my", "can", "and", "or",
    ]
)  # fmt: skip


@dataclass(frozen=True)
class Help:
    """All entries in the order of their groups, and what each is found by."""

    groups: list[Doc]
    entries: list[Doc]

    def find(
        self, q: str | None = None, page: str | None = None, group: str | None = None
    ) -> list[Doc]:
        """Return the entries of a page or group; with words those that answer best first."""
        entries = [
            entry
            for entry in self.entries
            if (page is None or page in entry["pages"]) and group in (None, entry["group"])
        ]
        return _ranked(entries, words_of(q)) if q else entries

    def saying(self, texts: Mapping[str, Doc]) -> "Help":
        """Return the help with other words in the place of those of these entries, by id."""
        said = [{**entry, **texts.get(entry["id"], {})} for entry in self.entries]
        return Help(self.groups, said)

    def entry(self, id: str) -> Doc | None:
        """Return one entry, or None where there is none."""
        return next((entry for entry in self.entries if entry["id"] == id), None)


@cache
def read_help() -> Help:
    """Return the committed help; ValueError where it breaks a rule."""
    groups = sorted(_load("groups"), key=lambda group: int(group["order"]))
    entries = _load("entries")
    check(groups, entries, _load("statements"))
    places = {group["id"]: place for place, group in enumerate(groups)}
    entries.sort(key=lambda entry: places[entry["group"]])
    return Help(groups, [_shown(entry) for entry in entries])


def _shown(entry: Doc) -> Doc:
    """Return an entry as readers get it: ``coming`` names what of it does not exist yet."""
    told = {name: entry[name] for name in entry if name != "statements"}
    return {"links": [], **told, "coming": coming_of(entry["capabilities"])}


def check(groups: list[Doc], entries: list[Doc], statements: list[Doc]) -> None:
    """Raise ValueError unless all entries are whole and every statement is covered by one."""
    problems = [
        *_repeated(groups), *_repeated(entries), *_repeated(statements),
        *(problem for entry in entries for problem in _of_entry(entry, groups)),
        *_of_statements(statements, {entry["id"]: entry for entry in entries}),
    ]  # fmt: skip
    if problems:
        raise ValueError("; ".join(problems))


def words_of(text: str) -> list[str]:
    """Return the words of a text, lower case, umlauts in every spelling alike."""
    spelled = unicodedata.normalize("NFKD", text.lower().replace("ß", "ss"))
    plain = "".join(c for c in spelled if not unicodedata.combining(c))
    return [_DIGRAPH.sub(r"\1", word) for word in _WORD.findall(plain)]


def _ranked(entries: list[Doc], words: list[str]) -> list[Doc]:
    """Keep the entries that have the most of the words, those in question and keywords first."""
    meant = [word for word in words if len(word) > 1 and word not in _NOTHING_SAID]
    stems = {_ENDING.sub("", word) for word in meant[:MOST_WORDS]}
    scored = []
    for entry in entries:
        answer, keywords = _texts_of(entry, "answer"), _texts_of(entry, "keywords")
        question = _texts_of(entry, "question") + keywords
        asked = {w for w in stems if _has(question, w) or _begins_with(keywords, w)}
        told = {word for word in stems if _has(answer, word)}
        score = IN_QUESTION * len(asked) + IN_ANSWER * len(told)
        scored.append((len(asked | told), score, entry))
    most = max((count for count, _, _ in scored), default=0)
    best = [(score, entry) for count, score, entry in scored if count == most > 0]
    return [entry for _, entry in sorted(best, key=lambda pair: -pair[0])]


def _has(words: str, wanted: str) -> bool:
    """Return whether a word begins with this, or holds it where that is long enough to mean it."""
    return f" {wanted}" in words or (len(wanted) >= SHORTEST_INSIDE and wanted in words)


def _begins_with(words: str, compound: str) -> bool:
    """Return whether a compound begins with one of the words: "Datenschutzerklärung"."""
    return any(len(w) >= SHORTEST_HEAD and compound.startswith(w) for w in words.split())


def _texts_of(entry: Mapping[str, Any], part: str) -> str:
    return _folded(entry["id"], part, json.dumps(entry[part], ensure_ascii=False))


@cache
def _folded(_id: str, _part: str, text: str) -> str:
    parts: Any = json.loads(text)
    said_in = parts.values() if isinstance(parts, dict) else parts
    told = [" ".join(said) if isinstance(said, list) else said for said in said_in]
    return " " + " ".join(words_of(" ".join(told)))


def _repeated(rows: list[Doc]) -> Iterable[str]:
    seen: set[str] = set()
    for row in rows:
        if row["id"] in seen:
            yield f"{row['id']}: occurs twice"
        seen.add(row["id"])


def _of_entry(entry: Doc, groups: list[Doc]) -> Iterable[str]:
    name = entry.get("id")
    if not _FIELDS <= entry.keys() <= _FIELDS | {"links"}:
        yield f"{name}: fields missing or unknown"
        return
    if not _ID.fullmatch(entry["id"]):
        yield f"{name}: id is no slug"
    if entry["group"] not in {group["id"] for group in groups}:
        yield f"{name}: group {entry['group']!r} is unknown"
    if not entry["pages"] or not PAGES.issuperset(entry["pages"]):
        yield f"{name}: pages are missing or unknown"
    if not entry["capabilities"] or not CAPABILITIES.keys() >= set(entry["capabilities"]):
        yield f"{name}: capabilities are missing or unknown"
    for part in ("question", "answer"):
        if set(entry[part]) != set(LANGUAGES) or not all(entry[part].values()):
            yield f"{name}: {part} is not in both languages"
    if not entry["keywords"] or not all(word.strip() for word in entry["keywords"]):
        yield f"{name}: keywords are missing or blank"
    if not entry["editor"] or not _is_day(entry["updated_on"]):
        yield f"{name}: editor or date is missing"
    for link in entry.get("links", []):
        address = urlsplit(link["href"])
        ours = link["href"].startswith("/") and not link["href"].startswith("//")
        if set(link["label"]) != set(LANGUAGES) or not (ours or address.scheme == "https"):
            yield f"{name}: link {link['href']} is none"


def _of_statements(statements: list[Doc], entries: Mapping[str, Doc]) -> Iterable[str]:
    covered = {
        (statement["id"], cover) for statement in statements for cover in statement["covered_by"]
    }
    for statement in statements:
        if not statement["covered_by"]:
            yield f"{statement['id']}: covered by nothing"
    for id, cover in sorted(covered):
        match = _COVER.fullmatch(cover)
        kind, target = match.groups() if match else ("", "")
        if kind == "entry" and id in entries.get(target, {}).get("statements", ()):
            continue
        if kind != "requirement" or not _REQUIREMENT.fullmatch(target):
            yield f"{id}: no {cover} that says so"
    for entry in entries.values():
        for id in entry.get("statements", ()):
            if (id, f"entry:{entry['id']}") not in covered:
                yield f"{entry['id']}: {id} does not name it"


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _load(name: str) -> list[Doc]:
    rows: list[Doc] = json.loads((_FILES / f"{name}.json").read_text("utf-8"))
    return rows
