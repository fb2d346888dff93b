"""Answers of the catalogue to its editors, for the pages' tests."""

import html
import re
from copy import deepcopy
from typing import Any

from tests.unit.gateway.gateway_fakes import CSRF, SIGNED_IN, Gateway

ONE = "/editor/profiles/fischereischein"
EDITORS = [{"id": "a1", "name": "Lukas Wagner"}, {"id": "a2", "name": "Miriam Vogt"}]
FACTS: dict[str, Any] = {
    "title": {"de": "Fischereischein", "en": "Fishing licence"},
    "summary": {"de": "Online beantragen.", "en": "Apply online."},
    "description": None, "kind": "efa", "leika_keys": ["99003002022000"], "ozg_id": None,
    "topic": "Umwelt", "life_situation": "Hobby", "ministry": "StMELF",
    "operating_authority": None, "technical_operator": "demo", "target_kinds": ["municipality"],
    "capacities": [], "sphere": "own", "vg_contracts": None,
    "financing": {"kind": "levy", "year": 2025, "source": None}, "maturity": None,
    "trust_level": "low", "prerequisites": [], "test_accesses": [],
    "interfaces": [{"system": "Fisch 3", "version": None, "standard": None,
                    "extra_cost": False, "stated_by": None, "demo": True}],
    "contract_partner": None,
    "rollout_guide": [{"code": "tell-link", "title": {"de": "Link mitteilen", "en": "Tell us"},
                       "who": "body", "duration_workdays": 2}],
    "documents": [], "contacts": [], "data_protection": None, "related": ["jagdschein"],
    "synonyms": ["angeln"], "release": {"status": "orderable", "from_date": "2025-07-01"},
    "waves": [], "checked_on": None, "checked_by": None, "valid_from": None,
    "evidence": "", "demo": False,
}  # fmt: skip
CHOICES = {
    "kind": ["efa", "market"], "topic": ["Umwelt"], "life_situation": ["Hobby"],
    "ministry": ["StMELF"], "body_kind": ["municipality", "district"],
    "capacity": ["health_office"], "sphere": ["own", "delegated"], "vg_contracts": ["joint"],
    "release": ["announced", "orderable"], "financing": ["levy", "free"],
    "trust_level": ["low", "high"], "maturity_model": ["2.0"], "who": ["body", "vendor"],
    "contact_role": ["technical"],
}  # fmt: skip


def draft(**changes: Any) -> dict[str, Any]:
    facts = deepcopy({**FACTS, **changes.pop("facts", {})})
    return {
        "id": "fischereischein", "status": "published", "status_reason": None,
        "profile_version": 2, "facts": facts, "due_on": None,
        "changed": True, "submitted": False, "authors": ["a1"], "sent_back": None, "version": 7,
        "differences": [], "warnings": [], "missing": ["contacts"], **changes,
    }  # fmt: skip


def row(**changes: Any) -> dict[str, Any]:
    kept = ("id", "status", "profile_version", "changed", "submitted", "authors", "sent_back")
    one = {name: draft()[name] for name in (*kept, "version")}
    return {
        **one, "title": FACTS["title"], "changed_at": "2026-11-25T09:00:00+00:00",
        "words": {"status": "Veröffentlicht", "kind": "EfA-Leistung"},
        "missing": ["contacts", "evidence"], "dead_links": ["https://alt.example/"], **changes,
    }  # fmt: skip


def listed(*items: Any, **more: Any) -> dict[str, Any]:
    return {"items": list(items), "next": None, "total": len(items), **more}


def editing(permission: str = "profiles:edit", **changes: Any) -> Gateway:
    """Return a gateway at which an editor is signed in, and what the catalogue says."""
    made = Gateway()
    known = made.calls.answers["identity.principal"]
    grants = {"self": ["me:read"], "*": [permission]}
    made.answers("identity.principal", {**known, "grants": grants})
    made.answers("identity.list_editors", listed(*EDITORS))
    made.answers("catalog.get_draft", draft(**changes))
    facets = {f: [{"value": v, "label": v.title()} for v in vs] for f, vs in CHOICES.items()}
    made.answers("catalog.list_choices", {"facets": facets})
    made.answers("catalog.list_vendors", listed({"id": "demo", "name": "Demo IT-Dienst"}))
    made.answers("catalog.list_systems", listed({"id": "fisch", "name": "Fisch 3"}))
    titles = {"jagdschein": {"de": "Jagdschein", "en": "Hunting licence"}}
    made.answers("catalog.preview", {"names": {"profiles": titles}})
    made.answers("catalog.change_profile", draft())
    return made


def get(made: Gateway, path: str) -> Any:
    return made.client.get(path, headers=SIGNED_IN)


def post(made: Gateway, path: str, **typed: Any) -> Any:
    form = {"csrf_token": CSRF, "form_key": "k", **typed}
    return made.client.post(path, data=form, headers=SIGNED_IN)


def payloads(made: Gateway, call: str) -> list[dict[str, Any]]:
    return [arguments for called, arguments, _, _ in made.calls.made if called == call]


def typed_in(made: Gateway, section: str) -> dict[str, Any]:
    """Return what a browser would send of a section as it is shown."""
    return sent_of(get(made, f"{ONE}/edit/{section}").text)


def sent_of(page: str) -> dict[str, Any]:
    """Return what a browser would send of the form that a page shows."""
    form = page[page.index("novalidate") :]
    sent: dict[str, Any] = {}
    for name, value in re.findall(r'<input[^>]*name="([^"]+)" value="([^"]*)"', form):
        sent[name] = html.unescape(value)
    for name, text in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)<', form):
        sent[name] = html.unescape(text)
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        sent[name] = chosen.group(1) if chosen else ""
    for box in re.findall(r'<input[^>]*type="(?:radio|checkbox)"[^>]*>', form):
        name = re.search(r'name="([^"]+)"', box)
        assert name is not None
        if " checked" not in box:
            sent.pop(name.group(1), None)
    for box in re.findall(r'<input[^>]*type="(?:radio|checkbox)"[^>]* checked>', form):
        name, value = re.search(r'name="([^"]+)" value="([^"]+)"', box).groups()  # type: ignore[union-attr]
        sent[name] = value
    return {k: v for k, v in sent.items() if k not in ("csrf_token", "form_key", "form_author")}
