"""What catalog answers about links that do not work."""

from typing import Any

from services.catalog.repositories.links import Links, fact_with
from services.catalog.repositories.profiles import Profiles
from services.catalog.schemas import links as schemas
from services.catalog.words.labels import LINK_FAILURES, LINK_STATES
from services.common.entrypoints import Part, rpc
from services.common.paging import listing

MOST_NAMED = 10
"""Of the profiles that name one address; hundreds may name that of one host."""


class LinkCalls:
    """The editors' queue of links to mend."""

    links = Part(Links.of)
    profiles = Part(Profiles.of)

    @rpc(needs="profiles:edit", query=schemas.LinkQuery)
    def link_queue(self, query: dict[str, Any]) -> dict[str, Any]:
        """Return the links to mend: dead, failing, refused.

        With the titles of what names them, and in which of its facts it does.
        """
        states = [query["state"]] if query.get("state") else schemas.TO_MEND
        found, total = self.links.queue(states, after=query["cursor"], limit=query["limit"] + 1)
        links = [_worded(link.queued()) for link in found]
        page = listing(links, query["limit"], lambda link: link["id"], total)
        named = {profile for link in page["items"] for profile in link["profiles"][:MOST_NAMED]}
        facts = self.profiles.linking(named)
        for link in page["items"]:
            link["facts"] = {
                profile: fact_with(facts[profile], link["url"])
                for profile in link["profiles"][:MOST_NAMED]
                if profile in facts
            }
        return {**page, "titles": {id: profile["title"] for id, profile in facts.items()}}


def _worded(link: dict[str, Any]) -> dict[str, Any]:
    """Return a link with its state and what is wrong in words, the codes beside them."""
    code = link["reason"]
    return {
        **link,
        "state_label": LINK_STATES[link["state"]],
        "reason": LINK_FAILURES[code] if code else None,
        "reason_code": code,
    }
