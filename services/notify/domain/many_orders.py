"""Whom something is told of that concerns the orders of many bodies."""

from collections.abc import Iterable

from services.notify.domain.occasions import MailRule
from services.notify.domain.reached import Addressees, Directory, Facts, Recipient
from services.notify.domain.recipients import addressed


def addressed_of_all(
    rules: Iterable[MailRule], all_facts: Iterable[Facts], directory: Directory
) -> Addressees:
    """Return whom something is told of that concerns many orders, each address once."""
    told, listed = dict[str, tuple[str, Recipient]](), tuple(rules)
    for facts in all_facts:
        for kind, to in addressed(listed, facts, directory):
            _, known = told.get(to.key, (kind, to))
            told[to.key] = (kind, known.joined(to))
    return list(told.values())
