"""Services and bodies are named by people, not by ids: names for what facts say, and back."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from gateway.problems.problems import Problem
from gateway.web.account.register import found_bodies
from gateway.web.editor.related import id_of_title
from gateway.web.frame.api import api
from gateway.web.frame.frame import Frame
from gateway.web.words import say, worded

Doc = Mapping[str, Any]
PREVIEW = api("GET profiles/{profile_id}/draft/preview")
PLACES = ("regions", "pilots")
MOST_NAMED = 200
"""So many pilots of a wave are named one a line; longer lists come with a table, and stay here."""


@dataclass
class Names:
    """What the ids of a working copy are called; ``wrong`` gathers names that nothing has."""

    frame: Frame
    draft: Doc
    services: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)
    wrong: list[dict[str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, frame: Frame, draft: Doc, preview: Doc | None) -> "Names":
        """Return the names of what these facts name; ``preview`` knows those of services."""
        facts = draft["facts"]
        titles = preview["names"]["profiles"] if preview else {}
        services = {id: str(worded(titles[id])) if id in titles else id for id in facts["related"]}
        keys = [key for wave in facts["waves"] for place in PLACES for key in wave[place]]
        shown = keys if len(keys) <= MOST_NAMED * len(PLACES) else keys[:MOST_NAMED]
        bodies = frame.body_names.of(shown)
        return cls(frame, draft, services, {key: bodies.get(key, key) for key in shown})

    def shown(self) -> dict[str, Any]:
        """Return the facts with names in the place of ids."""
        facts = deepcopy(dict(self.draft["facts"]))
        facts["related"] = [self.services[id] for id in facts["related"]]
        for wave in facts["waves"]:
            for place in PLACES:
                many = len(wave[place]) > MOST_NAMED
                wave[place] = [] if many else [self.bodies.get(k, k) for k in wave[place]]
        return facts

    def told(self, facts: dict[str, Any]) -> dict[str, Any]:
        """Return facts with ids in the place of names, or refuse naming each that is unknown."""
        if "related" in facts:
            facts["related"] = self._ids(facts["related"])
        held = {wave["id"]: wave for wave in self.draft["facts"]["waves"]}
        for number, wave in enumerate(facts.get("waves", ())):
            for place in PLACES:
                before = held.get(wave["id"], {}).get(place, [])
                named = self._keys(wave.get(place, []), f"/waves/{number}/{place}")
                wave[place] = [*before, *named] if len(before) > MOST_NAMED else named
        if self.wrong:
            raise Problem(422, "invalid", errors=self.wrong)
        return facts

    def _ids(self, titles: Iterable[str]) -> list[str]:
        known = {title.casefold(): id for id, title in self.services.items()}
        ids = []
        for number, title in enumerate(titles):
            id = known.get(title.casefold()) or id_of_title(self.frame, title)
            if id is None or id == self.draft["id"]:
                self._refuse(f"/related/{number}", say("ed-no-such", title=title))
            else:
                ids.append(id)
        return ids

    def _keys(self, names: Iterable[str], pointer: str) -> list[str]:
        known = {name.casefold(): key for key, name in self.bodies.items()}
        keys = []
        for number, name in enumerate(names):
            key = known.get(name.casefold()) or key_of_name(self.frame, name)
            if key is None:
                self._refuse(f"{pointer}/{number}", say("ed-no-such-body", name=name))
            else:
                keys.append(key)
        return keys

    def _refuse(self, pointer: str, detail: str) -> None:
        self.wrong.append({"pointer": pointer, "detail": detail})


def key_of_name(frame: Frame, name: str) -> str | None:
    """Return the body whose full name or only possible name this is."""
    found = found_bodies(frame, name)
    if found.exact or not found.items:
        return found.exact or None
    alike = [b for b in found.items if str(b["label"]).casefold() == name.casefold()]
    only = alike if len(alike) == 1 else list(found.items)
    return str(only[0]["key"]) if len(only) == 1 else None
