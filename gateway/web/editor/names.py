"""Services and bodies are named by people, not by ids: names for what facts say, and back."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from gateway.problems.problems import Problem
from gateway.web.account.register import found_bodies
from gateway.web.editor.naming import (
    Called,
    WrongName,
    apart_by,
    base_of,
    same,
    the_one,
    told_apart,
)
from gateway.web.editor.related import id_of_title
from gateway.web.frame.api import api
from gateway.web.frame.formats import day
from gateway.web.frame.frame import Frame
from gateway.web.words import say, worded

Doc = Mapping[str, Any]
PREVIEW = api("GET profiles/{profile_id}/draft/preview")
PLACES = ("regions", "pilots")
MOST_NAMED = 200
"""So many pilots of a wave are named one a line; longer lists come with a table, and stay here."""
MOST_OF_ALL = 800
"""So many of all waves together fit into a form, by name; what comes behind them stays as well."""
DISTRICT_DIGITS = 5


@dataclass
class Names:
    """What the ids of a working copy are called; ``wrong`` gathers names that nothing has.

    ``kept`` are the lists of waves (wave and place) that are too long to be named here.
    """

    frame: Frame
    draft: Doc
    services: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)
    kept: frozenset[tuple[str, str]] = frozenset()
    wrong: list[dict[str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, frame: Frame, draft: Doc, preview: Doc | None) -> "Names":
        """Return the names of what these facts name; ``preview`` knows those of services."""
        facts = draft["facts"]
        titles = preview["names"]["profiles"] if preview else {}
        services = {
            id: str(worded(titles[id])) if id in titles else say("ed-a-service")
            for id in facts["related"]
        }
        shown, kept = _shown_and_kept(facts["waves"])
        return cls(frame, draft, services, names_apart(frame, shown), kept)

    def shown(self) -> dict[str, Any]:
        """Return the facts with names in the place of ids."""
        facts = deepcopy(dict(self.draft["facts"]))
        facts["related"] = [self.services[id] for id in facts["related"]]
        for wave in facts["waves"]:
            for place in PLACES:
                is_kept = (wave["id"], place) in self.kept
                wave[place] = [] if is_kept else [self.bodies.get(k, k) for k in wave[place]]
        return facts

    def told(self, facts: dict[str, Any]) -> dict[str, Any]:
        """Return facts with ids in the place of names, or refuse naming each that is unclear."""
        if "related" in facts:
            facts["related"] = self._meant(
                facts["related"], self.services, "/related", self._service
            )
        held = {wave["id"]: wave for wave in self.draft["facts"]["waves"]}
        for number, wave in enumerate(facts.get("waves", ())):
            for place in PLACES:
                before = held.get(wave["id"], {}).get(place, [])
                pointer = f"/waves/{number}/{place}"
                named = self._meant(wave.get(place, []), self.bodies, pointer, self._body)
                wave[place] = [*before, *named] if (wave["id"], place) in self.kept else named
        if self.wrong:
            raise Problem(422, "invalid", errors=self.wrong)
        return facts

    def _meant(
        self, names: Iterable[str], known: Mapping[str, str], pointer: str,
        find: Callable[[str, list[str]], str],
    ) -> list[str]:  # fmt: skip
        """Return the ids of names: of those shown before, each once, then of those looked up."""
        ids: list[str] = []
        for number, name in enumerate(names):
            shown = (id for id, said in known.items() if same(said, name) and id not in ids)
            try:
                ids.append(next(shown, None) or find(name, ids))
            except WrongName as wrong:
                self.wrong.append({"pointer": f"{pointer}/{number}", "detail": wrong.said})
        return ids

    def _service(self, title: str, taken: list[str]) -> str:
        return id_of_title(self.frame, title, but={self.draft["id"]}, taken=taken)

    def _body(self, name: str, taken: list[str]) -> str:
        return key_of_name(self.frame, name, taken)


def kept_lists(draft: Doc) -> list[str]:
    """Return what to say of the places of waves that are too many to be written here."""
    _, kept = _shown_and_kept(draft["facts"]["waves"])
    return [
        say("ed-wave-kept", day=day(wave["opens_on"]), count=len(wave[place]))
        for wave, place in _lists(draft["facts"]["waves"])
        if (wave["id"], place) in kept
    ]


def names_apart(frame: Frame, keys: Iterable[str]) -> dict[str, str]:
    """Return the names of bodies by key; those of one name with the district they lie in."""
    names = frame.body_names.of(keys)
    often = Counter(name.casefold() for name in names.values())
    alike = [key for key, name in names.items() if often[name.casefold()] > 1]
    districts = frame.body_names.of({key[:DISTRICT_DIGITS] for key in alike}) if alike else {}
    apart = {k: told_apart(names[k], districts.get(k[:DISTRICT_DIGITS], "")) for k in alike}
    return {**names, **apart}


def key_of_name(frame: Frame, name: str, taken: Collection[str] = ()) -> str:
    """Return the body whose full name, short name or only possible name this is.

    Raise WrongName where there is none but those ``taken``, or several.
    """
    found = {}
    for asked in dict.fromkeys((name.strip(), base_of(name))):
        items = found_bodies(frame, asked).items
        whole = [b for b in items if same(str(b.get("full_name") or ""), asked)]
        short = [b for b in items if same(str(b["label"]), asked)]
        chosen = whole or short or (items if len(items) == 1 else ())
        found = {str(b["key"]): str(b.get("full_name") or b["label"]) for b in chosen}
        if found:
            break
    alike = [Called(key, called) for key, called in _apart(frame, found, chosen).items()]
    return the_one(name, alike, unknown=say("ed-no-such-body", name=name), taken=taken)


def _apart(frame: Frame, found: Mapping[str, str], bodies: Iterable[Doc]) -> dict[str, str]:
    """Return the names of bodies that were found, those that lie in one district by kind and town.

    ``bodies`` are they as the register gives them.
    """
    names = dict(found) | (names_apart(frame, found) if len(found) > 1 else {})
    often = Counter(name.casefold() for name in names.values())
    alike = [one for one in bodies if often[names[str(one["key"])].casefold()] > 1]
    if not alike:
        return names
    facts = [[str(one["kind_label"]), *_town(one)] for one in alike]
    for one, by in zip(alike, apart_by(facts), strict=True):
        name = names[str(one["key"])]
        district = name.removeprefix(found[str(one["key"])]).strip(" ()")
        told = ", ".join(part for part in (district, by) if part)
        names[str(one["key"])] = told_apart(found[str(one["key"])], told)
    return names


def _town(body: Doc) -> tuple[str, str]:
    address = body.get("address") or {}
    return str(address.get("town") or ""), str(address.get("postcode") or "")


def _shown_and_kept(waves: Iterable[Doc]) -> tuple[list[str], frozenset[tuple[str, str]]]:
    """Return the keys that are named here, and the lists that are too long for it."""
    shown: list[str] = []
    kept = set()
    for wave, place in _lists(waves):
        keys = wave[place]
        if len(keys) > MOST_NAMED or len(shown) + len(keys) > MOST_OF_ALL:
            kept.add((wave["id"], place))
        else:
            shown += keys
    return shown, frozenset(kept)


def _lists(waves: Iterable[Doc]) -> Iterator[tuple[Doc, str]]:
    return ((wave, place) for wave in waves for place in PLACES)
