"""Command: ``python -m services.identity.audit verify|heads|export`` for the auditor.

``verify [--from N] [--head N:HASH]`` checks the whole trail, also against a head kept
elsewhere, and ends with 1 where it is broken. ``heads`` lists the heads of the days.
``export [--since DAY] [--until DAY]`` writes the lines as JSON Lines. It needs the settings
``MONGO_URI`` and ``MONGO_DATABASE`` of identity, and no other.
"""

import argparse
import json
import sys
from dataclasses import dataclass

from services.common import config
from services.common.storage import mongo
from services.identity.domain.audit import Head, moment
from services.identity.repositories.audit import AuditTrail

STRETCH = 50_000
MOST_HEADS = 100_000


@dataclass(frozen=True)
class AuditSettings:
    """Where the trail is."""

    mongo_uri: str
    mongo_database: str


def main(arguments: list[str] | None = None) -> int:
    """Run the command."""
    chosen = _parser().parse_args(arguments)
    settings = config.read(AuditSettings)
    client = mongo.connect(settings.mongo_uri, "audit")
    with client:
        trail = AuditTrail(client[settings.mongo_database])
        if chosen.action == "verify":
            return verify(trail, chosen.first, chosen.head)
        if chosen.action == "heads":
            for head in trail.heads(limit=MOST_HEADS):
                print(f"{head['day']}\t{head['n']}:{head['hash']}")
            return 0
        for line in trail.stream({"since": chosen.since, "until": chosen.until}):
            print(json.dumps(line, ensure_ascii=False))
    return 0


def verify(trail: AuditTrail, first: int, head: Head | None) -> int:
    """Print how far the check is and what it found; 1 where the trail is broken."""
    begins: int | None = first
    while begins is not None:
        verdict = trail.verify(first=begins, limit=STRETCH, head=head)
        if verdict.fault:
            sentence = verdict.sentence().in_language("en")
            print(f"broken at {verdict.fault.position}: {verdict.fault.reason}\n{sentence}")
            return 1
        if verdict.head:
            print(f"whole to {verdict.head.n}:{verdict.head.hash}", flush=True)
        begins = verdict.next
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="services.identity.audit", description=__doc__)
    actions = parser.add_subparsers(dest="action", required=True)
    check = actions.add_parser("verify")
    check.add_argument("--from", dest="first", type=_number, default=1, metavar="N")
    check.add_argument("--head", type=Head.parse, metavar="N:HASH")
    actions.add_parser("heads")
    export = actions.add_parser("export")
    export.add_argument("--since", type=_checked_moment, metavar="DAY")
    export.add_argument("--until", type=_checked_moment, metavar="DAY")
    return parser


def _number(text: str) -> int:
    if (number := int(text)) < 1:
        raise ValueError("lines count from 1")
    return number


def _checked_moment(text: str) -> str:
    moment(text)
    return text


if __name__ == "__main__":
    sys.exit(main())
