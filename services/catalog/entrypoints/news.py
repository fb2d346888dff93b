"""What catalog answers about news: watches of a person, the feed, and notices."""

import hashlib
import uuid
from typing import Any

from services.catalog.domain.notices import Notice
from services.catalog.domain.watches import Watch
from services.catalog.repositories.news import Notices, ProfileNews, WatchLists
from services.catalog.repositories.profiles import Profiles
from services.catalog.schemas import news as schemas
from services.common import clock, context
from services.common.entrypoints import Part, on_event, rpc
from services.common.events import Event
from services.common.paging import offset_of
from services.common.validation.input import parse

Payload = dict[str, Any]


class NewsCalls:
    """The calls about what is new, and who wants to know."""

    profiles = Part(Profiles.of)
    shelf = Part(ProfileNews.of)
    watches = Part(WatchLists.of)
    notices = Part(Notices.of)

    @rpc(needs="me:read")
    def list_watches(self, query: Payload) -> Payload:
        """Give what the caller watches, the newest first."""
        wanted = parse(schemas.WatchQuery, query)
        watched = self.watches.watched_by(context.principal().subject)
        begin = offset_of(wanted["cursor"])
        end = begin + wanted["limit"]
        return {
            "items": self.shelf.with_titles(watched[begin:end]),
            "next": str(end) if end < len(watched) else None,
            "total": len(watched),
        }

    @rpc(needs="me:read")
    def add_watch(self, payload: Payload) -> Payload:
        """Let the caller watch a profile or a topic; twice is once."""
        facts = parse(schemas.WatchAdded, payload)
        self.shelf.check_watched(facts["kind"], facts["subject"])
        watch = Watch(since=clock.now(), **facts)
        account = context.principal().subject
        self.watches.watch(account, watch)
        (added,) = self.shelf.with_titles(
            [held for held in self.watches.watched_by(account) if held["id"] == watch.id]
        )
        return dict(added)

    @rpc(needs="me:read")
    def remove_watch(self, watch_id: str) -> Payload:
        """End one of the caller's watches."""
        self.watches.change(context.principal().subject, lambda w: w.unwatch(watch_id))
        return {"id": watch_id, "removed": True}

    @rpc(needs="me:read")
    def export_person(self) -> Payload:
        """Give the files of what catalog holds about the caller: the watches."""
        items = self.watches.watched_by(context.principal().subject)
        return {"files": {"catalog/watches.json": {"items": items}}}

    @on_event("identity", "account.erased")
    def forget_watches(self, event: Event) -> None:
        """A person is forgotten."""
        self.watches.forget(str(event.data["account"]))

    @rpc(public=True)
    def feed(self, query: Payload) -> Payload:
        """Give the profiles that were published or changed last."""
        wanted = parse(schemas.FeedQuery, query)
        return {**self.shelf.news(wanted), "revision": self.profiles.revision()}

    @rpc(public=True)
    def list_notices(self, query: Payload) -> Payload:
        """Give the notices, those published last first."""
        found: Payload = self.notices.listed(parse(schemas.NoticeQuery, query))
        return found

    @rpc(public=True)
    def get_notice(self, notice_id: str) -> Payload:
        """Give one notice."""
        return dict(self.notices.get(notice_id).public())

    @rpc(needs="profiles:edit")
    def publish_notice(self, payload: Payload) -> Payload:
        """Tell everyone of an outage, a change or an end."""
        facts = parse(schemas.NoticePublished, payload)
        self.shelf.check_all(facts["profiles"])
        once = context.current().once or uuid.uuid4().hex
        notice = Notice(
            id="n" + hashlib.sha256(once.encode()).hexdigest()[:20],
            published_at=clock.now(),
            published_by=context.principal().subject,
            **facts,
        )
        notice.publish()
        return dict(self.notices.add(notice).public())
