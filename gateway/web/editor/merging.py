"""Two editors of one section: what both wrote is brought together, entry by entry.

Of a field both changed, mine stays in the form and theirs is told beside it. Of a list, what
either added stays; an entry that both changed stays in both forms, unless an id says that
it is the same one: then it is as a field. What both say alike nobody has to be told of: most
often it is the same form, sent twice.
"""

from dataclasses import dataclass
from typing import Any

from gateway.web.editor.facts_form import (
    content_digest,
    counted,
    digests_of,
    entries_in,
    entry_digest,
    fields_of,
)
from gateway.web.editor.sections import Rows, Section
from gateway.web.editor.seen import Seen, SeenList
from gateway.web.frame.forms import Form
from gateway.web.words import say


@dataclass(frozen=True)
class MergedEntry:
    """An entry: in which form and where it stands, and what it says in theirs ("" if nothing).

    One is ``doubted`` that I changed and that is not among theirs any more as I saw it.
    """

    source: Form
    number: int
    was: str
    doubted: bool = False


@dataclass(frozen=True)
class Lists:
    """One list in both forms, with the digests of their entries."""

    rows: Rows
    mine: Form
    theirs: Form
    seen: SeenList

    def said(self, form: Form) -> list[str]:
        """Return the digests of a form's entries."""
        return [entry_digest(self.rows, form, n) for n in range(entries_in(self.rows, form))]

    @property
    def are_alike(self) -> bool:
        """Tell whether both say the same entries."""
        return sorted(self._contents(self.mine)) == sorted(self._contents(self.theirs))

    def merged(self) -> tuple[list[MergedEntry], list[str]]:
        """Return the entries of both, and the digests of theirs that I have removed."""
        own, now = self.said(self.mine), self.said(self.theirs)
        same = self._paired(now)
        left = [n for n in range(len(own)) if n not in same.values()]
        gone, removed = [], list(self.seen.gone)
        entries: list[MergedEntry] = []
        for number, digest in enumerate(now):
            if number in same:
                mine = same[number]
                is_mine = own[mine] != self.seen.was(mine) and not self._is_as_typed(mine, number)
                source = (self.mine, mine) if is_mine else (self.theirs, number)
                entries.append(MergedEntry(*source, digest))
            elif digest in removed:
                removed.remove(digest)
                gone.append(digest)
            else:
                entries.append(MergedEntry(self.theirs, number, digest))
        entries += [
            MergedEntry(self.mine, n, "", doubted=bool(self.seen.was(n)))
            for n in left if own[n] != self.seen.was(n)
        ]  # fmt: skip
        return entries, gone

    def _paired(self, now: list[str]) -> dict[int, int]:
        """Return which entry of mine each of theirs is: by place in theirs, the place in mine.

        What they left as I saw it comes first, so that no id claims an entry that has its own.
        """
        places = range(entries_in(self.rows, self.mine))
        pairs: dict[int, int] = {}
        for is_same in (self._is_unchanged, self._is_as_typed, self._is_of_one_id):
            for number, digest in enumerate(now):
                free = (n for n in places if n not in pairs.values())
                if number not in pairs:
                    found = next((n for n in free if is_same(n, number, digest)), None)
                    pairs |= {} if found is None else {number: found}
        return pairs

    def _is_unchanged(self, mine: int, _: int, digest: str) -> bool:
        return self.seen.was(mine) == digest

    def _is_as_typed(self, mine: int, theirs: int, _: str = "") -> bool:
        """Tell whether they say what I typed; what I added had no id yet."""
        own, other = self._id(self.mine, mine), self._id(self.theirs, theirs)
        contents = content_digest(self.rows, self.mine, mine)
        said = content_digest(self.rows, self.theirs, theirs)
        return own in ("", other) and contents == said

    def _contents(self, form: Form) -> list[str]:
        return [content_digest(self.rows, form, n) for n in range(entries_in(self.rows, form))]

    def _is_of_one_id(self, mine: int, theirs: int, _: str) -> bool:
        own, other = self._id(self.mine, mine), self._id(self.theirs, theirs)
        return bool(self.seen.was(mine)) and bool(own) and own == other

    def _id(self, form: Form, number: int) -> str:
        """Return the id that an entry carries unseen; most lists have none."""
        name = self.rows.field_name(number, self.rows.id)
        return str(form.values.get(name, "")) if self.rows.id else ""


def merged(section: Section, mine: Form, theirs: Form) -> tuple[Form, list[str]]:
    """Return my form with what they changed, and the names of all they changed.

    An entry that both changed, or that I changed and they removed, is marked in it.
    """
    seen = Seen.read(str(mine.value("seen")))
    now, typed = digests_of(section, theirs), digests_of(section, mine)
    changed = [
        name
        for name, digest in now.items()
        if digest != seen.fields.get(name) and not _alike(mine.value(name), theirs.value(name))
    ]
    taken = [name for name in changed if typed[name] == seen.fields.get(name)]
    counts, lists, doubts = {}, {}, {}
    values = {
        field.name: (theirs if field.name in taken else mine).value(field.name)
        for field in section.fields
    }
    for rows in section.rows:
        both = Lists(rows, mine, theirs, seen.list(rows.name))
        entries, gone = both.merged()
        is_new = sorted(both.said(theirs)) != sorted(both.seen.shown.elements())
        if is_new and not both.are_alike:
            changed.append(rows.name)
        counts[rows.name] = len(entries)
        lists[rows.name] = SeenList([entry.was for entry in entries], gone)
        for place, entry in enumerate(entries):
            values |= rows.moved(entry.source.values, entry.number, place)
            if entry.doubted:
                doubts[rows.field_name(place, rows.columns[0].name)] = say("ed-entry-doubted")
    values |= {**counted(counts), "seen": Seen(now, lists).written()}
    return Form(fields_of(section, counts), values, doubts, key=mine.key), changed


def _alike(typed: Any, now: Any) -> bool:
    """Tell whether two values are one, but for blanks and lines the catalogue writes anew."""
    if isinstance(typed, str) and isinstance(now, str):
        return typed.split() == now.split()
    return bool(typed == now)
