"""Routes about orders and their threads."""

from typing import Any

from gateway.api.route import Render, Route
from gateway.api.routes.rows import PAGE, SORTED, get, patch, post, put


def _act(action: str, schema: str, summary: str, **more: Any) -> Route:
    target = f"orders.{action.replace('-', '_')}"
    return post(f"orders/{{order_id}}/{action}", target, summary, schema=schema, **more)


def _bulk(noun: str, schema: str, what: str, **size: Any) -> tuple[Route, ...]:
    """Return the routes of many orders, or many releases, asked for at once."""
    path, call = f"bulk-{noun}s", f"bulk_{noun}"
    one = f"{path}/{{bulk_id}}"
    return (
        post(path, f"orders.begin_{call}", f"{what} many at once, or only try it",
             schema=schema, status=202, once=True, fresh=True, query=True, **size,
             filters=("dry_run",), location=f"/api/v1/{path}/{{id}}"),
        get(path, f"orders.list_{call}s", f"The bulk {noun}s one may see", filters=PAGE),
        get(one, f"orders.get_{call}", f"How far a bulk {noun} has come, with its results",
            filters=(*PAGE, "outcome")),
        post(f"{one}/place", f"orders.place_{call}", f"{what} what a dry run has accepted",
             fresh=True),
        post(f"{one}/cancel", f"orders.cancel_{call}", f"Stop a bulk {noun}"),
    )  # fmt: skip


ORDERS = (
    post("orders", "orders.place", "Order a service", schema="orders.OrderPlaced",
         status=201, once=True, location="/api/v1/orders/{id}"),
    get("orders", "orders.list", "Orders one may see",
        filters=("body", "profile", "state", "vendor", "waiting_for", "number", *SORTED)),
    get("figures", "orders.service_figures", "How far each service has spread",
        table="orders.export_service_figures", filters=("within", *PAGE)),
    get("profiles/{profile_id}/figures", "orders.area_figures",
        "How far a service has spread in each area", public=True,
        table="orders.export_area_figures", filters=("by", "within")),
    get("ordered-profiles", "orders.ordered_profiles", "Services that were ordered",
        filters=("body",)),
    get("bodies/{body}/overview", "orders.overview", "How a body stands to every service",
        table="orders.export_overview", filters=("state", *PAGE)),
    get("bodies/{body}/declarations/{profile}", "orders.get_declaration",
        "Why a body does not order a service"),
    put("bodies/{body}/declarations/{profile}", "orders.declare",
        "Declare an own solution, or no need, until a day of review", schema="orders.Declared",
        if_match=True),
    get("due-reviews", "orders.due_reviews", "Declarations to be looked at again by now",
        filters=PAGE),
    Route("DELETE", "bodies/{body}/declarations/{profile}", "orders", "take_back_declaration",
          "Take a declaration back"),
    get("bodies/{body}/systems", "orders.get_systems", "What a body works with"),
    put("bodies/{body}/systems", "orders.set_systems",
        "Say which systems, IT provider and contacts a body has", schema="orders.SystemsInUse",
        if_match=True),
    get("bodies/{body}/uncontracted", "orders.get_uncontracted",
        "What a body has in use without a contract"),
    put("bodies/{body}/uncontracted", "orders.set_uncontracted",
        "Say what a body has in use without a contract", schema="orders.Uncontracted",
        if_match=True),
    get("bodies/{body}/portal-numbers", "orders.get_portal_numbers",
        "By which numbers of the BayernPortal a body is known"),
    put("bodies/{body}/portal-numbers", "orders.correct_portal_numbers",
        "Forget what was learnt by mistake, or vouch for the numbers of a link",
        schema="orders.PortalNumbersCorrected", if_match=True),
    post("uncontracted", "orders.add_uncontracted",
         "Say of many bodies what they have in use without a contract, or only try it",
         schema="orders.GapList", query=True, filters=("dry_run",)),
    *_bulk("order", "orders.BulkOrder", "Order", long_list=True),
    *_bulk("release", "orders.BulkRelease", "Release", large=True),
    get("turns", "orders.turns", "How many orders wait for whom, and how many too long"),
    get("late-setups", "orders.late_setups", "Which set-up parties are late, with how many orders"),
    get("support-requests", "orders.support_requests",
        "Orders of which somebody asked for support, the first due first", filters=PAGE),
    get("orphaned-orders", "orders.orphaned", "Orders that would wait for ever"),
    get("orders/{order_id}", "orders.get", "One order"),
    get("orders/{order_id}/history", "orders.history", "The whole history of an order",
        filters=PAGE),
    get("orders/{order_id}/file", "orders.get", "The file of an order as a ZIP",
        render=Render.ORDER_FILE),
    _act("submit", "orders.Pinned", "Hand in a prepared order"),
    _act("claim", "orders.Nothing", "Take an order for review"),
    _act("release", "orders.Pinned", "Release an order", fresh=True),
    _act("reject", "orders.OrderReason", "Reject an order"),
    _act("ask-back", "orders.OrderReason", "Ask the ordering body back"),
    _act("answer", "orders.Statement", "Answer what was asked"),
    _act("withdraw", "orders.Remark", "Withdraw an order"),
    _act("request-support", "orders.Statement", "Ask the operator for support"),
    _act("answer-support", "orders.Statement", "Answer, as support, who asked for it"),
    _act("acknowledge", "orders.Acknowledgement", "Say that the set-up was taken on"),
    _act("vendor-ask-back", "orders.Statement", "Ask the body back, as the set-up party"),
    _act("ask-setup", "orders.Statement", "Ask the set-up party, as the body"),
    _act("answer-setup", "orders.Statement", "Answer the body, as the set-up party"),
    _act("retry", "orders.Statement", "Begin a failed set-up again, all being settled"),
    _act("progress", "orders.Remark", "Report progress of the set-up"),
    _act("done", "orders.Remark", "Report that the set-up is done"),
    _act("failed", "orders.SetupFailure", "Report that the set-up failed"),
    _act("request-setup", "orders.SetupRequest", "Begin a set-up again, or with another party"),
    _act("take-over", "orders.Remark", "Set up as support, in the place of the set-up party"),
    _act("cancel", "orders.OrderReason", "End an order that cannot become live"),
    get("orders/{order_id}/duplicates", "orders.duplicates",
        "Other active orders of the same service for the same body"),
    _act("settle", "orders.Settlement", "End one of two active orders of a merged body"),
    _act("retry-document", "orders.Remark", "Have the contract's document made again"),
    _act("confirm-link", "orders.Link", "Vouch for a link that does not prove whose it is"),
    _act("refuse-link", "orders.LinkRefusal", "Refuse such a link"),
    patch("orders/{order_id}/tasks/{number}", "orders.change_task", "Tick off a task",
          numbers=frozenset({"number"}), schema="orders.TaskChange"),
    patch("orders/{order_id}/contacts", "orders.change_contacts", "Change the contacts",
          schema="orders.Contacts"),
    post("orders/{order_id}/link", "orders.report_link", "Tell the public link",
         schema="orders.Link"),
    get("orders/{order_id}/comments", "notify.list_comments", "The thread of an order",
        filters=PAGE),
    post("orders/{order_id}/comments", "notify.add_comment", "Write into the thread",
         schema="notify.Comment", status=201),
)  # fmt: skip
