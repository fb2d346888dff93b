"""Services named by their titles: found in the catalogue, so that nobody types an id."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from gateway.web.editor.naming import Called, apart_by, base_of, same, the_one, told_apart
from gateway.web.frame.api import api
from gateway.web.frame.formats import moment
from gateway.web.frame.frame import Frame
from gateway.web.words import say, worded

PROFILES = api("GET profiles")
MOST_LOOKED_AT = "20"
APART_BY = ("topic", "ministry", "kind", "status")
Doc = Mapping[str, Any]


def id_of_title(
    frame: Frame, title: str, *, but: Collection[str] = (), taken: Collection[str] = ()
) -> str:
    """Return the published service whose title this is, in either language, of all but some.

    Raise WrongName where there is none but those ``taken``; where there are several, with what
    tells them apart.
    """
    found: dict[str, Doc] = {}
    for asked in dict.fromkeys((title.strip(), base_of(title))):
        answer = frame.ask(PROFILES, {"q": asked[:100], "limit": MOST_LOOKED_AT})
        found |= {
            one["id"]: one
            for one in answer["items"]
            if one["id"] not in but and any(same(asked, said) for said in _titles(one))
        }
        if found:
            break
    alike = _told_apart(list(found.values()))
    return the_one(title, alike, unknown=say("ed-no-such", title=title), taken=taken)


def _titles(one: Doc) -> list[str]:
    titles = one["title"].values() if isinstance(one["title"], Mapping) else [one["title"]]
    return [str(title) for title in titles]


def _told_apart(alike: Sequence[Doc]) -> list[Called]:
    """Return services of one title, each with those of its facts in which they differ."""
    if len(alike) < 2:
        return [Called(str(one["id"]), str(worded(one["title"]))) for one in alike]
    apart = apart_by([[*(_fact(one, by) for by in APART_BY), _changed_on(one)] for one in alike])
    return [
        Called(str(one["id"]), told_apart(str(worded(one["title"])), by))
        for one, by in zip(alike, apart, strict=True)
    ]


def _changed_on(one: Doc) -> str:
    """Return when it was changed last; two that are alike in all else were hardly so at once."""
    at = one.get("changed_at")
    return moment(at) if at else ""


def _fact(one: Doc, name: str) -> str:
    return str(worded(one.get("words", {}).get(name) or ""))
