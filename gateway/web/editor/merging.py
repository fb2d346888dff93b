"""Two editors of one section: what both wrote is brought together, entry by entry.

Of a field both changed, mine stays in the form and theirs is told beside it. Of a list, what
either added stays; an entry that both changed stays in both forms, unless an id says that
it is the same one: then it is as a field.
"""

from dataclasses import dataclass

from gateway.web.editor.facts_form import (
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

    def merged(self) -> tuple[list[MergedEntry], list[str]]:
        """Return the entries of both, and the digests of theirs that I have removed."""
        own, now = self.said(self.mine), self.said(self.theirs)
        left, gone, removed = list(range(len(own))), [], list(self.seen.gone)
        entries: list[MergedEntry] = []
        for number, digest in enumerate(now):
            same = next((n for n in left if self._is_same(n, number, digest, now)), None)
            if same is not None:
                left.remove(same)
                is_mine = own[same] != self.seen.was(same)
                source = (self.mine, same) if is_mine else (self.theirs, number)
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

    def _is_same(self, mine: int, theirs: int, digest: str, now: list[str]) -> bool:
        """Tell whether an entry of mine is one of theirs: unchanged there, or of the same id."""
        was = self.seen.was(mine)
        if was == digest:
            return True
        own, other = self._id(self.mine, mine), self._id(self.theirs, theirs)
        return bool(was) and was not in now and bool(own) and own == other

    def _id(self, form: Form, number: int) -> str:
        """Return the id that an entry carries unseen; most lists have none."""
        hidden = (column.name for column in self.rows.columns if column.kind == "hidden")
        names = [self.rows.field_name(number, name) for name in hidden]
        return str(form.values.get(names[0], "")) if names else ""


def merged(section: Section, mine: Form, theirs: Form) -> tuple[Form, list[str]]:
    """Return my form with what they changed, and the names of all they changed.

    An entry that both changed, or that I changed and they removed, is marked in it.
    """
    seen = Seen.read(str(mine.value("seen")))
    now, typed = digests_of(section, theirs), digests_of(section, mine)
    changed = [name for name, digest in now.items() if digest != seen.fields.get(name)]
    taken = [name for name in changed if typed[name] == seen.fields.get(name)]
    counts, lists, doubts = {}, {}, {}
    values = {
        field.name: (theirs if field.name in taken else mine).value(field.name)
        for field in section.fields
    }
    for rows in section.rows:
        both = Lists(rows, mine, theirs, seen.list(rows.name))
        entries, gone = both.merged()
        if sorted(both.said(theirs)) != sorted(both.seen.shown.elements()):
            changed.append(rows.name)
        counts[rows.name] = len(entries)
        lists[rows.name] = SeenList([entry.was for entry in entries], gone)
        for place, entry in enumerate(entries):
            values |= rows.moved(entry.source.values, entry.number, place)
            if entry.doubted:
                doubts[rows.field_name(place, rows.columns[0].name)] = say("ed-entry-doubted")
    values |= {**counted(counts), "seen": Seen(now, lists).written()}
    return Form(fields_of(section, counts), values, doubts, key=mine.key), changed
