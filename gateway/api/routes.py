"""All routes of the API that are one call to a service; nothing is reachable that is not here."""

from typing import Any

from gateway.api.route import Render, Route

PAGE = ("limit", "cursor")
SORTED = (*PAGE, "sort")


def _get(path: str, target: str, summary: str, **more: Any) -> Route:
    service, _, call = target.partition(".")
    return Route("GET", path, service, call, summary, query=bool(more.get("filters")), **more)


def _post(path: str, target: str, summary: str, **more: Any) -> Route:
    service, _, call = target.partition(".")
    return Route("POST", path, service, call, summary, payload=bool(more.get("schema")), **more)


def _patch(path: str, target: str, summary: str, **more: Any) -> Route:
    service, _, call = target.partition(".")
    return Route("PATCH", path, service, call, summary, payload=True, if_match=True, **more)


def _decide(verdict: str, schema: str, summary: str) -> Route:
    path = f"registrations/{{registration_id}}/{verdict}"
    constants = {"verdict": verdict}
    return _post(path, "identity.decide_registration", summary, schema=schema, constants=constants)


def _authority(verdict: str, summary: str) -> Route:
    path = f"bodies/{{body}}/signing-authorities/{{authority_id}}/{verdict}"
    return _post(path, "identity.decide_authority", summary, constants={"verdict": verdict})


def _act(action: str, schema: str, summary: str, **more: Any) -> Route:
    target = f"orders.{action.replace('-', '_')}"
    return _post(f"orders/{{order_id}}/{action}", target, summary, schema=schema, **more)


IDENTITY = (
    _get("bodies", "identity.find_bodies", "Find public bodies", public=True,
         filters=("q", "kind", "district", "capacity", *PAGE)),
    _get("bodies/{key}", "identity.get_body", "One public body", public=True),
    _get("me", "identity.me", "The signed-in account and what it may do", render=Render.ME),
    _post("registrations", "identity.create_registration", "Begin a registration",
          schema="identity.RegistrationDraft", status=201,
          location="/api/v1/registrations/{id}"),
    _get("registrations", "identity.list_registrations", "The reviewers' queue",
         filters=("state", "body", *PAGE)),
    _get("registrations/{registration_id}", "identity.get_registration", "One registration"),
    _patch("registrations/{registration_id}", "identity.change_registration",
           "Change a draft", schema="identity.RegistrationDraft"),
    _post("registrations/{registration_id}/submit", "identity.submit_registration",
          "Hand in a registration"),
    _decide("approve", "identity.Decision", "Approve a registration"),
    _decide("reject", "identity.Reason", "Reject a registration"),
    _decide("ask-back", "identity.Reason", "Ask the applicant back"),
    _post("registrations/{registration_id}/confirm-email", "identity.confirm_email",
          "Confirm an e-mail address", schema="identity.Token", public=True),
    _get("bodies/{body}/signing-authorities", "identity.list_authorities",
         "Who may sign for a body"),
    _post("bodies/{body}/signing-authorities", "identity.request_authority",
          "Declare a signing authority", schema="identity.AuthorityRequest", status=201),
    _authority("approve", "Approve a signing authority"),
    _authority("revoke", "Revoke a signing authority"),
)  # fmt: skip

CATALOGUE = (
    _get("profiles", "catalog.search", "Find services", public=True, cached=True,
         filters=("q", "kind", "topic", "ministry", "status", "financing", "body_kind",
                  "capacity", *SORTED)),
    _get("profiles/{profile_id}", "catalog.get", "One service", public=True, cached=True),
    _get("profiles/{profile_id}/orderable", "orders.orderable",
         "Whether a body can order a service, and why not", public=True, filters=("body",)),
    _get("vendors", "catalog.list_vendors", "The directory of vendors", public=True,
         cached=True, filters=("kind", *PAGE)),
    _post("profiles/{profile_id}/pause", "catalog.pause", "Take a service off sale",
          schema="catalog.Pause"),
    _post("profiles/{profile_id}/publish", "catalog.publish", "Put a service back on sale"),
)  # fmt: skip

ORDERS = (
    _post("orders", "orders.place", "Order a service", schema="orders.OrderPlaced",
          status=201, once=True, location="/api/v1/orders/{id}"),
    _get("orders", "orders.list", "Orders one may see",
         filters=("body", "profile", "state", "vendor", "waiting_for", *PAGE)),
    _get("orders/{order_id}", "orders.get", "One order"),
    _act("submit", "orders.Nothing", "Hand in a prepared order"),
    _act("claim", "orders.Nothing", "Take an order for review"),
    _act("release", "orders.Nothing", "Release an order", fresh=True),
    _act("reject", "orders.OrderReason", "Reject an order"),
    _act("ask-back", "orders.OrderReason", "Ask the ordering body back"),
    _act("answer", "orders.Statement", "Answer what was asked"),
    _act("withdraw", "orders.Remark", "Withdraw an order"),
    _act("request-support", "orders.Statement", "Ask the operator for support"),
    _act("acknowledge", "orders.Acknowledgement", "Say that the set-up was taken on"),
    _act("vendor-ask-back", "orders.Statement", "Ask the body back, as the set-up party"),
    _act("progress", "orders.Remark", "Report progress of the set-up"),
    _act("done", "orders.Remark", "Report that the set-up is done"),
    _act("failed", "orders.Failure", "Report that the set-up failed"),
    _act("request-setup", "orders.Remark", "Begin a failed set-up again"),
    _patch("orders/{order_id}/tasks/{number}", "orders.change_task", "Tick off a task",
           numbers=frozenset({"number"}), schema="orders.TaskChange"),
    _patch("orders/{order_id}/contacts", "orders.change_contacts", "Change the contacts",
           schema="orders.Contacts"),
    _post("orders/{order_id}/link", "orders.report_link", "Tell the public link",
          schema="orders.Link"),
    _get("orders/{order_id}/comments", "notify.list_comments", "The thread of an order",
         filters=PAGE),
    _post("orders/{order_id}/comments", "notify.add_comment", "Write into the thread",
          schema="notify.Comment", status=201),
)  # fmt: skip

CONTRACTS = (
    _get("contracts", "contracts.list", "Contracts one may see",
         filters=("body", "state", *PAGE)),
    _get("contracts/{contract_id}", "contracts.get", "One contract"),
    _get("contracts/{contract_id}/document", "contracts.document", "A contract's PDF",
         render=Render.PDF),
    _get("contracts/{contract_id}/chain", "contracts.chain", "The chain above a contract"),
    _post("signatures", "contracts.sign", "Sign contracts", schema="contracts.Signatures",
          once=True, fresh=True),
    _post("countersignatures", "contracts.countersign", "Countersign contracts",
          schema="contracts.Signatures", once=True, fresh=True),
    _get("agreements", "contracts.list_agreements", "Agreements of levels 1 to 3",
         filters=("profile", *PAGE)),
    _post("agreements", "contracts.add_agreement", "Add an agreement",
          schema="contracts.AgreementAdded", status=201),
)  # fmt: skip

ROUTES: tuple[Route, ...] = IDENTITY + CATALOGUE + ORDERS + CONTRACTS
CACHED: tuple[Route, ...] = tuple(route for route in ROUTES if route.cached)
