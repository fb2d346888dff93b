"""What two states of a profile differ in, as people read it: words for codes, names for ids.

What a value names is a link where the reader can go there: a service, an address; for editors
the vendor, and the section in which the fact is edited.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from gateway.web.editor.choices import FACETS, OF_VENDORS, OURS
from gateway.web.editor.sections import PLACE_OF, SECTIONS
from gateway.web.frame import formats
from gateway.web.frame.frame import Frame
from gateway.web.words import counted, say, worded
from gateway.words.for_pages import FOR_PAGES

Doc = Mapping[str, Any]
DATE = re.compile(r"\d{4}-\d\d-\d\d")
BODIES = ("regions", "pilots")
WHOLE_UP_TO = 10
"""Of a longer list only what differs is told, and how much stays."""
MOST_TOLD = 100
LABELS = {
    **{one.pointers[0]: one.label for section in SECTIONS for one in section.fields},
    **{
        f"/{rows.name}{column.pointers[0]}": column.label
        for section in SECTIONS for rows in section.rows for column in rows.columns if column.label
    },
    "/interfaces/demo": "public-field-demo",
    "/documents/title/de": "ed-document-title-de",
    "/documents/title/en": "ed-document-title-en",
}  # fmt: skip
"""By the place of a part of a fact, numbers and keys of lists left out: what it is called."""
LISTS = frozenset({rows.name for section in SECTIONS for rows in section.rows} | {"documents"})


@dataclass(frozen=True)
class Told:
    """A value, and where it leads if anywhere."""

    text: str
    href: str = ""


@dataclass(frozen=True)
class Line:
    """A line of what a fact says: what it is called, where that is not plain, and its values."""

    label: str
    values: list[Told]


@dataclass(frozen=True)
class Change:
    """One difference; ``within`` says in which entry of the fact and which part of it."""

    what: Told
    within: list[str]
    how: str
    before: list[Line]
    after: list[Line]


@dataclass(frozen=True)
class ChangeReader:
    """Tells differences; ``profile`` is their service, for whose editors more is linked."""

    profile: str
    names: Doc
    for_editors: bool = False
    bodies: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, frame: Frame, profile: str, found: Doc, *, editors: bool = False) -> list[Change]:
        """Return the differences of an answer, with the names of the bodies they name."""
        differences, names = found["differences"], found.get("names", {})
        keys = [key for change in differences for key in _bodies_in(change)]
        reader = cls(profile, names, editors, frame.body_names.of(keys) if keys else {})
        return [reader.told(change) for change in differences]

    def told(self, change: Doc) -> Change:
        """Return one difference as people read it."""
        fact, place = change["field"], _place(change)
        key = f"public-field-{fact}"
        within = [_entry(change["entry"])] if change.get("entry") else []
        within += [say(LABELS[place])] if place in LABELS and place != f"/{fact}" else []
        before, after = _differing(change["before"], change["after"])
        before_words, after_words = _differing(
            change.get("before_words"), change.get("after_words")
        )
        return Change(
            what=Told(say(key if key in FOR_PAGES else "public-field-other"), self._edited(fact)),
            within=within,
            how=say(f"public-change-{change['change']}"),
            before=self._lines(place, before, before_words),
            after=self._lines(place, after, after_words),
        )

    def _edited(self, fact: str) -> str:
        """Return where an editor changes a fact."""
        if not self.for_editors or (fact not in PLACE_OF and fact != "documents"):
            return ""
        base = f"/editor/profiles/{self.profile}"
        return f"{base}/documents" if fact == "documents" else f"{base}/edit/{PLACE_OF[fact]}"

    def _lines(self, place: str, value: Any, words: Any) -> list[Line]:
        """Return what a value says: a line for each part of a thing, one for anything else."""
        shown = value if words is None else words
        lines = [
            Line(label, values)
            for label, part, one in _parts(place, shown)
            if (values := self._values(part, one, is_words=words is not None))
        ]
        return lines or [Line("", [Told(say("public-none-said"))])]

    def _values(self, place: str, value: Any, *, is_words: bool) -> list[Told]:
        if value in (None, "", []):
            return []
        listed = value if isinstance(value, list) else [value]
        told = [self._one(place, one, is_words=is_words) for one in listed[:MOST_TOLD]]
        more = len(listed) - len(told)
        return told + ([Told(say("public-change-more", count=more))] if more else [])

    def _one(self, place: str, value: Any, *, is_words: bool) -> Told:
        if isinstance(value, _Same):
            return Told(say("public-change-same", count=value.count))
        if isinstance(value, Mapping):
            return Told(str(worded(value)) if "de" in value else say("public-entry"))
        if is_words and place in FACETS:
            return Told(str(value))
        if place in OF_VENDORS:
            name = self.names.get("vendors", {}).get(value) or say("public-a-vendor")
            return Told(name, f"/editor/vendors/{quote(value)}" if self.for_editors else "")
        if place == "/related":
            title = self.names.get("profiles", {}).get(value)
            path = "/editor/profiles" if self.for_editors else "/leistungen"
            return Told(str(worded(title)) if title else say("ed-a-service"), f"{path}/{value}")
        if place.startswith("/waves/") and place.rpartition("/")[2] in BODIES:
            return Told(self.bodies.get(value) or say("ed-a-body"))
        return _plain(place, value)


@dataclass(frozen=True)
class _Same:
    """So many values of a list are in both states."""

    count: int


def _plain(place: str, value: Any) -> Told:
    code = str(value).lower() if isinstance(value, bool) else value
    if known := dict(OURS.get(place, ())).get(code):
        return Told(say(known))
    if isinstance(value, bool):
        return Told(say("public-yes" if value else "public-no"))
    if isinstance(value, int):
        return Told(str(value) if place.endswith("/year") else counted(value))
    if DATE.fullmatch(str(value)):
        return Told(formats.day(value))
    is_address = str(value).startswith(("https://", "http://"))
    return Told(str(value), str(value) if is_address else "")


def _parts(place: str, value: Any) -> Iterator[tuple[str, str, Any]]:
    """Return the label, the place and the value of each part of a thing that people know."""
    if isinstance(value, Mapping) and _has_parts(place):
        for name, part in value.items():
            yield from _parts(f"{place}/{name}", part)
    elif isinstance(value, list) and any(isinstance(one, Mapping) for one in value) and (
        _has_parts(place)
    ):  # fmt: skip
        for one in value:
            yield from _parts(place, one) if not isinstance(one, _Same) else [("", place, one)]
    elif place in LABELS:
        top = place.count("/") == 1
        yield "" if top else say(LABELS[place]), place, value
    elif place.count("/") == 1:
        yield "", place, value


def _has_parts(place: str) -> bool:
    return any(known.startswith(f"{place}/") for known in LABELS)


def _place(change: Doc) -> str:
    """Return where in any profile it is: the key of an entry of a list is left out."""
    _, fact, *inside = change["pointer"].split("/")
    return "/".join(["", fact, *(inside[1:] if fact in LISTS else inside)])


def _entry(called: Any) -> str:
    """Return what the entry of a list is called; a wave by its day."""
    return _plain("", called).text if isinstance(called, str) else str(worded(called))


def _differing(before: Any, after: Any) -> tuple[Any, Any]:
    """Return two values; of long lists what only one of them has, and how much both have."""
    if not isinstance(before, list) or not isinstance(after, list):
        return before, after
    if max(len(before), len(after)) <= WHOLE_UP_TO:
        return before, after
    told, held = [str(one) for one in before], [str(one) for one in after]
    same = set(told) & set(held)
    if len(same) == len(before) == len(after):
        return before, after
    rest = [_Same(len(same))] if same else []
    return (
        [one for one, said in zip(before, told, strict=True) if said not in same] + rest,
        [one for one, said in zip(after, held, strict=True) if said not in same] + rest,
    )


def _bodies_in(change: Doc) -> Iterable[str]:
    """Return the keys of the bodies that a difference of waves names, as far as it is told."""
    if change["field"] != "waves":
        return
    leaf = _place(change).rpartition("/")[2]
    for value in _differing(change["before"], change["after"]):
        waves = [{leaf: value}] if leaf in BODIES else value if isinstance(value, list) else [value]
        for wave in waves:
            for place in BODIES if isinstance(wave, Mapping) else ():
                listed = (wave.get(place) or [])[:MOST_TOLD]
                yield from (key for key in listed if isinstance(key, str))
