"""Command: ``python -m services.notify.mails list|show|resend [ID ...] [--state failed]``.

Works on the database in ``MONGO_URI`` and ``MONGO_DATABASE``. ``resend`` without an id takes
all that failed and still have their words. The running service sends them within seconds.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from services.common import config
from services.common.errors import Refusal
from services.common.storage import mongo
from services.common.words import in_language
from services.notify.domain.mails import MailState
from services.notify.mail_support import MailSupport
from services.notify.rendering import MailTemplates, Sender
from services.notify.repositories.mails import MailFilter, Mails
from services.notify.words import WORDS

PAGE = 200


@dataclass(frozen=True)
class MailSettings:
    """Where the mails are."""

    mongo_uri: str
    mongo_database: str


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 1 where something could not be done."""
    parser = argparse.ArgumentParser(prog="services.notify.mails", description=__doc__)
    parser.add_argument("action", choices=["list", "show", "resend"])
    parser.add_argument("id", nargs="*")
    parser.add_argument("--state", choices=[*MailState], default=MailState.FAILED, type=MailState)
    chosen = parser.parse_args(arguments)
    settings = config.read(MailSettings)
    database = mongo.connect(settings.mongo_uri, "mails")[settings.mongo_database]
    room = MailSupport(
        Mails(database, "mails", MailState.QUEUED), MailTemplates(config.read(Sender))
    )
    if chosen.action == "list":
        return _list(room, chosen.state)
    if chosen.action == "show":
        return _each(chosen.id, room.show)
    ids = chosen.id or [mail["id"] for mail in _all(room, MailState.FAILED)]
    return _each(ids, lambda id: room.send_again(id, "command"))


def _list(room: MailSupport, state: MailState) -> int:
    for mail in _all(room, state):
        columns = (mail["id"], mail["queued_at"], mail["kind"], mail["address"], mail["answer"])
        print("\t".join(str(fact or "-") for fact in columns))
    return 0


def _each(ids: list[str], act: Callable[[str], dict[str, Any]]) -> int:
    refused = 0
    for id in ids:
        try:
            print(json.dumps(in_language(act(id), "en"), ensure_ascii=False))
        except Refusal as refusal:
            refused += 1
            print(f"{id}\t{refusal.code}: {refusal.said(WORDS).en}")
    return 1 if refused else 0


def _all(room: MailSupport, state: MailState) -> Iterator[dict[str, Any]]:
    after = None
    while page := room.page(MailFilter(state), after, PAGE):
        yield from page
        after = page[-1]["id"]


if __name__ == "__main__":
    sys.exit(main())
