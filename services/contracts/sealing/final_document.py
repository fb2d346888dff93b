"""The final document of a concluded contract: its text again, the signature page, what was signed.

The document that was offered and signed is attached byte for byte, and so are the records of the
signatures as JSON. Equal facts give equal bytes; the seal comes on top (``seals``).
"""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from services.common import clock
from services.common.errors import Invalid
from services.contracts import glyphs

VERSION = "abschluss-1"
"""What `templates/final.typ` says and how; a signed page must be explainable later, too."""

OFFERED, RECORDS, COPY = "offered.pdf", "closing.json", "signed.pdf"
"""The names of what is attached, beside the ``contract.json`` of the contract's text; the last one
is a copy that was signed elsewhere, where there is one."""

_TEMPLATES = Path(__file__).parents[1] / "templates"


def render_final(
    facts: Mapping[str, Any],
    closing: Mapping[str, Any],
    offered: bytes,
    copy: bytes | None = None,
) -> bytes:
    """Return the final document, not sealed yet, from the contract's facts and its signatures.

    ``copy`` is the offered file with a qualified signature, where that stands for a sign-in.
    Raises Invalid where the offered file is not the one that was signed.
    """
    if hashlib.sha256(offered).hexdigest() != closing["document_hash"]:
        raise Invalid("offered-document-differs")
    shown = shown_of(closing)
    files = {"offered": offered, **({"copy": copy} if copy is not None else {})}
    for letters in (glyphs.legible, glyphs.spelled_out):
        facts, shown = letters(facts), letters(shown)
        with suppress(typst.TypstError):
            return _compiled(facts, shown, closing, files)
    return _compiled(glyphs.in_latin(facts), glyphs.in_latin(shown), closing, files)


def shown_of(closing: Mapping[str, Any]) -> dict[str, Any]:
    """Return the records as the signature page shows them."""
    return {**closing, "signatures": [_shown(each) for each in closing["signatures"]]}


def _shown(signature: Mapping[str, Any]) -> dict[str, Any]:
    """Return a signature with its times as people in Bavaria read them."""
    return {**signature, "at": _local(signature["at"]), "signed_in": _local(signature["signed_in"])}


def _local(moment: str | None) -> dict[str, str] | None:
    if moment is None:
        return None
    local = datetime.fromisoformat(moment).astimezone(clock.LOCAL)
    zone = "MESZ" if local.dst() else "MEZ"
    return {"day": local.date().isoformat(), "time": f"{local:%H:%M:%S}", "zone": zone}


def _compiled(
    facts: Mapping[str, Any],
    shown: Mapping[str, Any],
    closing: Mapping[str, Any],
    files: Mapping[str, bytes],
) -> bytes:
    return typeset(inputs_of(facts, shown, closing, files))


def inputs_of(
    facts: Mapping[str, Any],
    shown: Mapping[str, Any],
    closing: Mapping[str, Any],
    files: Mapping[str, bytes],
) -> dict[str, str]:
    """Return all the template is given: what it shows, and what it attaches as it is."""
    return {
        "facts": _json(facts),
        "closing": _json(shown),
        "records": _json(closing),
        **{name: json.dumps(list(content)) for name, content in files.items()},
    }


def typeset(inputs: dict[str, str]) -> bytes:
    """Return what typst makes of its inputs, and nothing else."""
    return typst.compile(
        _TEMPLATES / "final.typ",
        root=_TEMPLATES,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs=inputs,
        pdf_standards=glyphs.STANDARDS,
    )


def _json(facts: Mapping[str, Any]) -> str:
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, indent=2)
