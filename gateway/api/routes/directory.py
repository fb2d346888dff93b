"""Routes about vendors, specialist systems, interfaces, comparisons, news and help."""

from gateway.api.atom import MEDIA_TYPE
from gateway.api.route import Render, Route
from gateway.api.routes.rows import PAGE, get, post, put

MATRIX = ("profile", "system", "version", "standard", "vendor", "extra_cost", "topic", "kind")

ENTRIES = (
    get("vendors", "catalog.list_vendors", "The directory of vendors", public=True,
        cached=True, filters=("kind", *PAGE)),
    post("vendors", "catalog.add_vendor", "Enter a vendor in the directory",
         schema="catalog.VendorAdded", status=201, location="/api/v1/vendors/{id}"),
    get("vendors/{vendor_id}", "catalog.get_vendor", "One vendor", public=True),
    put("vendors/{vendor_id}", "catalog.change_vendor", "Write a vendor anew",
        schema="catalog.VendorFacts", if_match=True),
    get("specialist-systems", "catalog.list_systems", "The directory of specialist systems",
        public=True, cached=True, filters=("manufacturer", *PAGE)),
    post("specialist-systems", "catalog.add_system", "Enter a specialist system",
         schema="catalog.SystemAdded", status=201, location="/api/v1/specialist-systems/{id}"),
    get("specialist-systems/{system_id}", "catalog.get_system", "One specialist system",
        public=True, cached=True),
    put("specialist-systems/{system_id}", "catalog.change_system",
        "Write a specialist system anew", schema="catalog.SystemFacts", if_match=True),
)  # fmt: skip

CHOOSING = (
    get("interfaces", "catalog.interfaces",
        "Which service is joined to which specialist system, and at what cost", public=True,
        cached=True, filters=(*MATRIX, *PAGE)),
    get("profiles/compare", "catalog.compare", "Two to four services side by side",
        public=True, cached=True, filters=("id",), lists=frozenset({"id"})),
    post("profiles/{profile_id}/visit", "catalog.visit",
         "Where a service is contracted that is not ordered here; the visit is counted",
         public=True),
    get("visits", "catalog.list_visits", "How often people went on to a contract partner",
        filters=("profile", *PAGE)),
)  # fmt: skip

NEWS = (
    get("profiles.atom", "catalog.feed", "The newest of the catalogue as an Atom feed",
        public=True, cached=True, filters=("kind", "topic"), render=Render.ATOM,
        media_type=MEDIA_TYPE),
    get("watches", "catalog.list_watches", "What the caller watches", filters=PAGE),
    post("watches", "catalog.add_watch", "Watch a service or a topic",
         schema="catalog.WatchAdded", status=201),
    Route("DELETE", "watches/{watch_id}", "catalog", "remove_watch", "End a watch"),
    get("notices", "catalog.list_notices", "Planned outages, changes and ends", public=True,
        filters=("kind", "profile", "open_on", *PAGE)),
    post("notices", "catalog.publish_notice", "Tell of an outage, a change or an end",
         schema="catalog.NoticePublished", status=201, location="/api/v1/notices/{id}"),
    get("notices/{notice_id}", "catalog.get_notice", "One notice", public=True),
    get("notices/{notice_id}/mailing", "notify.get_notice_mailing",
        "How far the mails of a notice are: not_begun, waiting or sent, and of how many services"),
    post("notice-recipients", "notify.count_notice_recipients",
         "How many bodies and people a notice about these services would reach",
         schema="notify.NoticeProfiles"),
)  # fmt: skip

HELP = (
    get("help", "catalog.help", "Questions and answers", public=True,
        filters=("q", "page", "group", *PAGE)),
    get("help/{entry_id}", "catalog.get_help", "One question with its answer", public=True),
    get("editorial/help", "catalog.list_help_texts",
        "All questions of the help, and who has put which into other words"),
    get("editorial/help/{entry_id}", "catalog.get_help_text",
        "What an answer says, what it was shipped with, and the version to change"),
    put("editorial/help/{entry_id}", "catalog.change_help",
        "Put a question and its answer into other words", schema="catalog.HelpWords",
        if_match=True),
    post("editorial/help/{entry_id}/reset", "catalog.reset_help",
         "Let an answer say again what it was shipped with", schema="catalog.HelpReset"),
)  # fmt: skip

DIRECTORY = (*ENTRIES, *CHOOSING, *NEWS, *HELP)
