"""Routes about profiles; those about vendors, news and help stand in ``directory``."""

from gateway.api.route import Render
from gateway.api.routes.rows import PAGE, SORTED, get, post, put

ABOUT_A_BODY = frozenset({"for_body", "orderable_for", "unused_by", "works_with_body"})
"""Filters whose answers change with a body too, not with the catalogue alone.

``for_body`` leaves nothing out, it marks what the body may order, and what it has ordered."""

READING = (
    get("profiles", "catalog.search", "Find services", public=True, cached=True,
        filters=("q", "kind", "topic", "ministry", "status", "financing", "body_kind",
                 "capacity", "interface", "new_since", *sorted(ABOUT_A_BODY), *SORTED),
        unheld=ABOUT_A_BODY, table="catalog.export_profiles"),
    get("profiles/suggest", "catalog.suggest", "What somebody may be about to type",
        public=True, cached=True, filters=("q",)),
    get("profiles/{profile_id}", "catalog.get", "One service", public=True, cached=True),
    get("profiles/{profile_id}/orderable", "orders.orderable",
        "Whether a body can order a service, and why not", public=True,
        filters=("body", "specialist_system")),
    get("profiles/{profile_id}/versions", "catalog.list_versions", "What was published, and when",
        public=True, cached=True, filters=PAGE),
    get("profiles/{profile_id}/versions/{a}...{b}", "catalog.diff_versions",
        "What differs between two versions", public=True, cached=True,
        numbers=frozenset({"a", "b"})),
    get("profiles/{profile_id}/versions/{number}", "catalog.get_version",
        "One version, word for word", public=True, cached=True, numbers=frozenset({"number"})),
    get("profiles/{profile_id}/waves", "catalog.list_waves",
        "From when which bodies can order a service", public=True),
    get("profiles/{profile_id}/documents/{document_id}", "catalog.get_document",
        "A document of a service", public=True, render=Render.PDF),
)  # fmt: skip

EDITING = (
    post("profiles", "catalog.create_profile", "Begin a service as a draft",
         schema="catalog.ProfileAdded", status=201, location="/api/v1/profiles/{id}/draft"),
    put("profiles/{profile_id}", "catalog.change_profile", "Write a service's working copy anew",
        schema="catalog.ProfileFacts", if_match=True),
    get("drafts", "catalog.list_drafts", "What is being edited",
        filters=("submitted", "sent_back", *PAGE)),
    get("profiles/{profile_id}/draft", "catalog.get_draft",
        "The working copy of a service, and what it would change"),
    post("profiles/{profile_id}/waves", "catalog.add_wave", "Add a wave to the working copy",
         schema="catalog.WaveAdded", status=201),
    post("profiles/{profile_id}/documents", "catalog.add_document",
         "Add a PDF to the working copy", schema="catalog.DocumentAdded", status=201,
         file="application/pdf", filters=("title.de", "title.en", "filename")),
    post("profiles/{profile_id}/submit", "catalog.submit", "Ask for review of the working copy"),
    post("profiles/{profile_id}/send-back", "catalog.send_back",
         "Give a working copy back to its authors", schema="catalog.ReviewReason"),
    post("profiles/{profile_id}/discard", "catalog.discard",
         "Give a working copy up", schema="catalog.Discarded"),
    post("profiles/{profile_id}/publish", "catalog.publish",
         "Publish what somebody else edited, or put a paused service back on sale",
         schema="catalog.Published"),
    post("profiles/{profile_id}/pause", "catalog.pause", "Take a service off sale",
         schema="catalog.Pause"),
    post("profiles/{profile_id}/retire", "catalog.retire", "End a service for good",
         schema="catalog.Retirement"),
    get("editorial/list", "catalog.list_editorial",
        "All profiles with their state, whose work they are, missing facts and dead links",
        filters=("q", "status", "work", "dead_links", "link", *PAGE)),
    get("editorial/choices", "catalog.list_choices",
        "What the coded facts of a service are chosen from, in words"),
    get("missed-searches", "catalog.list_missed_searches",
        "What people looked for and did not find", filters=PAGE),
    get("profiles/{profile_id}/draft/preview", "catalog.preview",
        "A service as readers would see it, were its working copy published now"),
    get("profiles/{profile_id}/draft/documents/{document_id}", "catalog.get_draft_document",
        "A document of the working copy", render=Render.PDF),
    get("profiles/{profile_id}/draft/trial", "catalog.try_release",
        "Whether a body could order on a day by the working copy", filters=("body", "on")),
    get("profiles/{profile_id}/users", "catalog.list_users",
        "The orders of a service that count, each with its body", filters=PAGE),
    get("links", "catalog.link_queue", "Links of services that do not work",
        filters=("state", *PAGE)),
)  # fmt: skip

CATALOGUE = (*READING, *EDITING)
