"""A long audit trail, written by what writes it: chained, each day with its head."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any

from pymongo import MongoClient

from deploy.bench.filling.sizes import order_id, person_id
from services.common.events import Event
from services.identity.repositories.audit import AuditTrail

Doc = dict[str, Any]
FROM = datetime(2023, 1, 2, tzinfo=UTC)
AT_ONCE = 1_000


class _Now:
    """The clock of the writer: the day whose lines it writes."""

    moment = FROM

    def __call__(self) -> datetime:
        return self.moment


def write(mongo_uri: str, name: str, acts: Sequence[Doc], number: int, people: int) -> None:
    """Write the trail anew with that many lines; its writer of before must be stopped.

    The acts are those of an order, as lines of the trail; they are told of order after order.
    """
    client: MongoClient[Doc] = MongoClient(mongo_uri, tz_aware=True)
    now = _Now()
    trail = AuditTrail(client[name], now)
    for kept in (trail.collection, client[name]["audit_heads"]):
        kept.delete_many({})
    told = events(acts, number, people, datetime.now(UTC) - timedelta(days=1))
    for day, of_day in groupby(told, key=lambda event: event.raw["time"][:10]):
        now.moment = datetime.fromisoformat(f"{day}T12:00:00+00:00")
        some = list(of_day)
        for first in range(0, len(some), AT_ONCE):
            trail.append(*some[first : first + AT_ONCE])
    client.close()


def events(
    acts: Sequence[Mapping[str, Any]], number: int, people: int, until: datetime
) -> Iterator[Event]:
    """Return that many records of acts, evenly over the years, the last one at ``until``."""
    step = (until - FROM) / number
    for n in range(number):
        turn, act = divmod(n, len(acts))
        yield _event(acts[act], turn, (FROM + n * step), people)


def _event(act: Mapping[str, Any], turn: int, at: datetime, people: int) -> Event:
    """Return the record of one act about order ``turn``; who acts for a body is one of many."""
    object = str(act["object"])[0] + order_id(turn)[1:]
    staff = not act["on_behalf_of"]
    data = {
        "action": act["action"], "noun": act["noun"], "object": object,
        "version": act["version"], "said": list(act["said"]), "mandate": act["mandate"],
        "actor": act["actor"] if staff else person_id(turn % people),
        "on_behalf_of": act["on_behalf_of"],
    }  # fmt: skip
    id = f"{object}:{act['version']}:r"
    return Event(
        id=id, source=act["service"], type="audit.recorded", subject=object,
        sequence=act["version"], data=data, correlation_id=act["correlation_id"],
        raw={"time": at.isoformat(timespec="milliseconds")},
    )  # fmt: skip
