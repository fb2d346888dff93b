"""A person watches a thing once, up to a limit, and a notice says what it is about."""

from datetime import timedelta
from typing import Any

import pytest

from services.catalog.domain.notices import Notice, NoticeKind
from services.catalog.domain.watches import MOST, Watch, WatchKind, WatchList
from services.catalog.schemas import news as schemas
from services.common.errors import Conflict, Invalid, NotFound
from services.common.validation.input import parse
from tests import builders
from tests.builders import NOW

TEXTS = {"de": "Wartung", "en": "Maintenance"}


def watch(subject: str = "ewa", kind: WatchKind = WatchKind.PROFILE, days: int = 0) -> Watch:
    return Watch(kind, subject, NOW + timedelta(days=days))


def told(**changed: Any) -> dict[str, Any]:
    facts = {"kind": "outage", "title": TEXTS, "text": TEXTS, "starts_at": "2026-12-01T20:00:00Z"}
    return {**facts, **changed}


def test_watching_twice_is_watching_once() -> None:
    watched = WatchList(id="clerk")

    watched.watch(watch())
    watched.watch(watch(days=3))

    assert watched.items == [watch()]


def test_a_topic_called_like_a_profile_is_something_else() -> None:
    watched = WatchList(id="clerk", items=[watch("umzug")])

    watched.watch(watch("umzug", WatchKind.TOPIC))

    assert len({held["id"] for held in watched.public()}) == 2


def test_the_newest_watch_comes_first() -> None:
    watched = WatchList(id="clerk", items=[watch("a"), watch("b", days=2), watch("c", days=1)])

    assert [held["subject"] for held in watched.public()] == ["b", "c", "a"]


def test_there_is_a_limit() -> None:
    watched = WatchList(id="clerk", items=[watch(f"p{n}") for n in range(MOST)])

    watched.watch(watch("p7"))
    with pytest.raises(Conflict) as refused:
        watched.watch(watch("one-more"))

    assert refused.value.code == "too-many-watches"


def test_only_what_is_watched_can_end() -> None:
    watched = WatchList(id="clerk", items=[watch()])

    watched.unwatch(watch().id)
    with pytest.raises(NotFound) as refused:
        watched.unwatch(watch().id)

    assert (watched.items, refused.value.code) == ([], "watch-not-found")


def test_a_notice_is_told_whole_without_its_writer() -> None:
    facts = parse(schemas.NoticePublished, told(profiles=["ewa"]))
    notice = Notice(id="n1", published_at=NOW, published_by="eva", **facts)

    notice.publish()

    (news,) = builders.news(notice, "catalog")
    assert news["type"] == "notice.published"
    assert news["data"] == {**notice.public(), "version": 1}
    assert news["data"]["starts_at"] == "2026-12-01T20:00:00+00:00"
    assert notice.kind is NoticeKind.OUTAGE
    assert "eva" not in str(news["data"])


@pytest.mark.parametrize(
    ("changed", "pointer"),
    [
        ({"kind": "party"}, "/kind"),
        ({"title": {"de": "nur"}}, "/title/en"),
        ({"starts_at": "2026-12-01T20:00:00"}, "/starts_at"),
        ({"ends_at": "2026-12-01T20:00:00Z"}, "/ends_at"),
        ({"ends_at": "9999-12-31T23:59:59Z"}, "/ends_at"),
        ({"starts_at": "0001-01-01T00:00:00+14:00"}, "/starts_at"),
        ({"severity": 1}, "/severity"),
    ],
)
def test_a_wrong_notice_is_refused_where_it_is_wrong(changed: Any, pointer: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse(schemas.NoticePublished, told(**changed))

    assert f'"pointer": "{pointer}"' in refused.value.fields
