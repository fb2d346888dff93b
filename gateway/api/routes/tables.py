"""Routes that take profiles in from a file, and give editors theirs as one."""

from gateway.api.route import OURS, Render, Route
from gateway.api.routes.rows import PAGE, get, post

IMPORTS = (
    get("editorial/profiles", "catalog.export_editorial",
        "All profiles with what is being worked on, as a file",
        table="catalog.export_editorial", render=Render.TABLE, filters=("status", *PAGE)),
    get("imports", "catalog.list_imports", "The newest imports that were accepted"),
    get("imports/{import_id}", "catalog.get_import", "How far an import has come"),
    post("imports/{import_id}/cancel", "catalog.cancel_import",
         "End an import: what is stored stays in review, the rest stays out"),
    post("imports/{import_id}/publish", "catalog.publish_import",
         "Publish what somebody else imported; to be repeated while any is in review"),
)  # fmt: skip

UPLOADS = (
    Route("POST", "uncontracted/import", OURS, "import_gaps",
          "Take in an XLSX or CSV of what bodies use without a contract; a dry run stores nothing",
          query=True, filters=("dry_run", "listed_on"), browser=True, upload=True),
    Route("POST", "profiles/import", OURS, "import_profiles",
          "Import profiles from XLSX or JSON; a dry run stores nothing", query=True,
          filters=("dry_run",), browser=True, upload=True),
)  # fmt: skip
