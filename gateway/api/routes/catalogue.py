"""Routes about the catalogue and its vendors."""

from gateway.api.routes.rows import PAGE, SORTED, get, post

CATALOGUE = (
    get("profiles", "catalog.search", "Find services", public=True, cached=True,
        filters=("q", "kind", "topic", "ministry", "status", "financing", "body_kind",
                 "capacity", *SORTED)),
    get("profiles/{profile_id}", "catalog.get", "One service", public=True, cached=True),
    get("profiles/{profile_id}/orderable", "orders.orderable",
        "Whether a body can order a service, and why not", public=True, filters=("body",)),
    get("vendors", "catalog.list_vendors", "The directory of vendors", public=True,
        cached=True, filters=("kind", *PAGE)),
    post("profiles/{profile_id}/pause", "catalog.pause", "Take a service off sale",
         schema="catalog.Pause"),
    post("profiles/{profile_id}/publish", "catalog.publish", "Put a service back on sale"),
)  # fmt: skip
