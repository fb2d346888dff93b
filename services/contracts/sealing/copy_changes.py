"""What a copy changes in the document it begins with: signatures are added, and nothing else.

A signature covers whatever was appended before it; what it is under must still be what was
offered. So of the offered objects only those may differ that lead to the signatures.
"""

import io
from collections.abc import Mapping
from typing import Any

from pyhanko.pdf_utils.generic import DictionaryObject, Reference
from pyhanko.pdf_utils.reader import PdfFileReader

OF_CATALOG = frozenset(
    {"/AcroForm", "/DSS", "/Extensions", "/Metadata", "/Perms", "/Version"}
)  # fmt: skip
OF_PAGE = frozenset({"/Annots"})
"""Entries that may be added or differ; of a page's notes only signatures may be new."""


def only_signs(offered: bytes, copy: bytes) -> bool:
    """Tell whether a copy shows what was offered and adds nothing but signatures."""
    before, after = (PdfFileReader(io.BytesIO(content)) for content in (offered, copy))
    if _plain(after.root_ref) != _plain(before.root_ref):
        return False
    return all(
        _may_differ(_read(before, ref), _read(after, ref), _of_file(before, ref))
        for ref in before.xrefs.explicit_refs_in_revision(0)
    )


def _read(file: PdfFileReader, ref: Any) -> Any:
    """Return an object as a file holds it in the end; one that was removed is none."""
    here: Any = Reference(ref.idnum, ref.generation, file)
    return here.get_object()


def _of_file(before: PdfFileReader, ref: Any) -> bool:
    """Tell whether it describes the file: what it holds is neither read nor printed."""
    told = [before.trailer_view.get_value_as_reference("/Info", optional=True)]
    told.append(before.root.get_value_as_reference("/Metadata", optional=True))
    return any(one is not None and _plain(one) == _plain(ref) for one in told)


def _may_differ(before: Any, after: Any, is_of_file: bool) -> bool:
    if is_of_file or _written(before) == _written(after):
        return True
    if type(before) is not DictionaryObject or type(after) is not DictionaryObject:
        return False
    allowed = {"/Catalog": OF_CATALOG, "/Page": OF_PAGE}.get(str(before.get("/Type")), frozenset())
    differ = {
        name for name in before.keys() | after.keys()
        if _written(_raw(before, name)) != _written(_raw(after, name))
    }  # fmt: skip
    return differ <= allowed and _adds_signatures(before, after)


def _adds_signatures(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    known = [_written(one) for one in _notes(before)]
    held = [_written(one) for one in _notes(after)]
    new = [one for one in _notes(after) if _written(one) not in known]
    return set(known) <= set(held) and all(_is_signature(one) for one in new)


def _notes(page: Mapping[str, Any]) -> list[Any]:
    notes: Any = page.get("/Annots") or []
    return [notes.raw_get(number) for number in range(len(notes))] if notes else []


def _is_signature(note: Any) -> bool:
    held: Any = note.get_object() if hasattr(note, "get_object") else note
    field = held if "/FT" in held else held.get("/Parent", {})
    return bool(held.get("/Subtype") == "/Widget" and field.get("/FT") == "/Sig")


def _raw(held: DictionaryObject, name: str) -> Any:
    return held.raw_get(name) if name in held else None


def _written(value: Any) -> bytes:
    if value is None:
        return b""
    written = io.BytesIO()
    value.write_to_stream(written, None)
    return written.getvalue()


def _plain(ref: Any) -> tuple[int, int]:
    return ref.idnum, ref.generation
