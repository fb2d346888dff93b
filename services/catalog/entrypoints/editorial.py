"""What catalog answers to editors about their work: what is where, and what a step would do."""

from typing import Any

from services.catalog.domain.completeness import lacking
from services.catalog.domain.trials import trial_of
from services.catalog.domain.working_copies import due_of
from services.catalog.entrypoints.readers_view import ReadersView
from services.catalog.repositories.body_usage import BodyUsage
from services.catalog.repositories.editorial import MOST_COUNTED, EditorialList
from services.catalog.repositories.missed_searches import MissedSearches
from services.catalog.schemas import editorial as schemas
from services.catalog.search.index import bodies_copy
from services.catalog.words.labels import LABELS
from services.common import context
from services.common.entrypoints import Part, rpc
from services.common.errors import Wrong, invalid_fields
from services.common.paging import PageQuery, listing, offset_of
from services.common.storage.aggregates import to_plain

Payload = dict[str, Any]


class EditorialCalls(ReadersView):
    """The calls that editors' lists, previews and trials are made of."""

    uses = Part(BodyUsage.of)
    missed = Part(MissedSearches.of)
    worklist = Part(EditorialList.of)
    body_states = Part(bodies_copy)

    @rpc(needs="profiles:edit", query=schemas.EditorialListQuery)
    def list_editorial(self, query: Payload) -> Payload:
        """Return all profiles by id: state, whose work they are, missing facts, dead links.

        ``total_is_least`` says that there are more than are counted.
        """
        found, total = self.worklist.found(query, by=context.principal().subject)
        page = listing(found, query["limit"], lambda p: p.id, min(total, MOST_COUNTED))
        page["total_is_least"] = total > MOST_COUNTED
        dead = self.links.dead_of(profile.id for profile in page["items"])
        page["items"] = [_line(profile, dead.get(profile.id, [])) for profile in page["items"]]
        return page

    @rpc(needs="profiles:edit", query=schemas.DraftQuery)
    def list_drafts(self, query: Payload) -> Payload:
        """Return what is being edited: the profiles with a working copy.

        Of those handed in, or given back, it tells since when the oldest is (``since``) and the
        ``first_due_on``; ``written_by_caller`` how many of those handed in only others may publish.
        """
        work, by = _work_of(query), context.principal().subject
        found, total = self.worklist.worked_on(work, query["cursor"], query["limit"] + 1)
        drafts = [profile.draft() for profile in found]
        page = listing(drafts, query["limit"], lambda d: d["id"], total)
        since = self.worklist.oldest(work)
        due_on = due_of(work, since).isoformat() if since else None
        own = self.worklist.to_review_of(by) if work == "submitted" else 0
        return {
            **page, "since": to_plain(since), "first_due_on": due_on, "written_by_caller": own,
        }  # fmt: skip

    @rpc(needs="profiles:edit", query=PageQuery)
    def list_missed_searches(self, query: Payload) -> Payload:
        """Return what people looked for and did not find, the most frequent first."""
        offset = offset_of(query["cursor"])
        found, total = self.missed.listed(offset=offset, limit=query["limit"] + 1)
        following = str(offset + query["limit"])
        return listing(found, query["limit"], lambda _: following, total)

    @rpc(needs="me:read")
    def list_choices(self) -> Payload:
        """Return what the coded facts of a profile are chosen from, by facet, in words."""
        return {
            "facets": {
                facet: [{"value": code, "label": label} for code, label in labels.items()]
                for facet, labels in LABELS.items()
            }
        }

    @rpc(needs="profiles:edit")
    def preview(self, profile_id: str) -> Payload:
        """Return a profile as readers would see it, were its working copy published now."""
        return self.as_read(self.profiles.get(profile_id).as_if_published())

    @rpc(needs="profiles:edit", query=schemas.TrialQuery)
    def try_release(self, profile_id: str, query: Payload) -> Payload:
        """Say whether a body could order on a day by the working copy, and by which wave.

        What orders knows beyond the catalogue (an order there is, the contract chain) is left out.
        """
        body = self.body_states.find(query["body"])
        if body is None:
            raise invalid_fields([("/body", Wrong("body-unknown"))])
        shown = self.profiles.get(profile_id).as_if_published()
        return {"body": query["body"], "on": query["on"].isoformat(),
                **trial_of(shown, body, query["on"])}  # fmt: skip

    @rpc(needs="profiles:edit", query=schemas.UsersQuery)
    def list_users(self, profile_id: str, query: Payload) -> Payload:
        """Return the bodies that use or have ordered a profile: whom its end touches."""
        self.profiles.get(profile_id)
        found, total = self.uses.users_of(
            profile_id, after=query["cursor"], limit=query["limit"] + 1
        )
        return listing(found, query["limit"], lambda use: use["order"], total)


def _work_of(query: Payload) -> str:
    """Return what of the work is asked for, as ``repositories.editorial.WORK`` names it."""
    if query.get("sent_back"):
        return "sent_back"
    return {None: "any", True: "submitted", False: "editing"}[query.get("submitted")]


def _line(profile: Any, dead: list[str]) -> Payload:
    """Return a profile as the editors' list shows it."""
    draft, facts = profile.draft(), profile.editable()
    working = profile.working
    return {
        **{name: draft[name] for name in ("id", "status", "profile_version", "changed",
                                          "submitted", "authors", "sent_back", "due_on",
                                          "version")},
        "title": facts["title"],
        "changed_at": to_plain(working.changed_at if working else profile.changed_at),
        "words": {"status": LABELS["status"][profile.status.value],
                  "kind": LABELS["kind"][facts["kind"]]},
        "missing": lacking(facts),
        "dead_links": dead,
    }  # fmt: skip
