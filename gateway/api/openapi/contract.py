"""What the services say of their calls: generated files beside the gateway, read once.

``schemas.json`` has what callers may send, ``answers.json`` what they are answered, ``calls.json``
what each call needs, reads and refuses, ``terms.json`` what a name means, ``examples.json`` one
real value of each schema. ``python -m tests.contract_schemas`` writes the first three.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from gateway.api.route import OURS, Route

API = Path(__file__).parents[1]
Doc = dict[str, Any]


@cache
def read(name: str) -> Doc:
    """Return one of the files beside the gateway."""
    found: Doc = json.loads((API / f"{name}.json").read_text("utf-8"))
    return found


def call_of(route: Route) -> Doc:
    """Return what is known of the call behind a route; of the gateway's own too."""
    name = route.call if route.service != OURS else f"{OURS}.{route.call}"
    key = name if "." in name else f"{route.service}.{name}"
    found: Doc = read("calls").get(key, {})
    return found


def meaning_of(name: str, *owners: str) -> str | None:
    """Return what a name means: of the narrowest owner that says so, else everywhere."""
    terms = read("terms")
    for key in (*(f"{owner}.{name}" for owner in owners), name):
        if key in terms:
            return str(terms[key])
    return None
