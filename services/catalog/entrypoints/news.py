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
from services.common.entrypoints import Part, rpc
from services.common.paging import offset_of

Payload = dict[str, Any]


class NewsCalls:
    """The calls about what is new, and who wants to know."""

    profiles = Part(Profiles.of)
    shelf = Part(ProfileNews.of)
    watches = Part(WatchLists.of)
    notices = Part(Notices.of)

    @rpc(needs="me:read", query=schemas.WatchQuery)
    def list_watches(self, query: Payload) -> Payload:
        """Return what the caller watches, the newest first."""
        watched = self.watches.watched_by(context.principal().subject)
        begin = offset_of(query["cursor"])
        end = begin + query["limit"]
        return {
            "items": self.shelf.with_titles(watched[begin:end]),
            "next": str(end) if end < len(watched) else None,
            "total": len(watched),
        }

    @rpc(needs="me:read", payload=schemas.WatchAdded)
    def add_watch(self, payload: Payload) -> Payload:
        """Let the caller watch a profile or a topic; twice is once."""
        self.shelf.check_watched(payload["kind"], payload["subject"])
        watch = Watch(since=clock.now(), **payload)
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
        """Return the files of what catalog holds about the caller: the watches."""
        items = self.watches.watched_by(context.principal().subject)
        return {"files": {"catalog/watches.json": {"items": items}}}

    @rpc(public=True, query=schemas.FeedQuery)
    def feed(self, query: Payload) -> Payload:
        """Return the profiles that were published or changed last."""
        return {**self.shelf.news(query), "revision": self.profiles.revision()}

    @rpc(public=True, query=schemas.NoticeQuery)
    def list_notices(self, query: Payload) -> Payload:
        """Return the notices, those published last first."""
        notices: Payload = self.notices.listed(query)
        return notices

    @rpc(public=True)
    def get_notice(self, notice_id: str) -> Payload:
        """Return one notice."""
        return dict(self.notices.get(notice_id).public())

    @rpc(needs="profiles:edit", payload=schemas.NoticePublished)
    def publish_notice(self, payload: Payload) -> Payload:
        """Tell everyone of an outage, a change or an end."""
        self.shelf.check_all(payload["profiles"])
        once = context.current().once or uuid.uuid4().hex
        notice = Notice(
            id="n" + hashlib.sha256(once.encode()).hexdigest()[:20],
            published_at=clock.now(),
            published_by=context.principal().subject,
            **payload,
        )
        notice.publish()
        return dict(self.notices.add(notice).public())
