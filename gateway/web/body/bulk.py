"""Beginning a bulk order: which bodies, which services, and what all of them have in common."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from gateway.problems.problems import Problem
from gateway.web.body.basket import BASKET, to_order
from gateway.web.body.order_fields import CONTACTS, USAGES, faults
from gateway.web.body.order_prefill import known_of, usual_contacts
from gateway.web.body.ordering import mandate_of
from gateway.web.bulk import titles_of
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form, payload_of
from gateway.web.frame.frame import Frame
from gateway.web.words import say
from services.common.principal import Principal

Doc = Mapping[str, Any]

SYSTEMS = api("GET bodies/{body}/systems")
MOST_BODIES = 200
"""So many bodies are offered to choose from; whoever acts for more uses the API."""
_SHARED = (
    Field("usage", "body-usage", "radios", options=USAGES),
    *CONTACTS,
    Field("costs_acknowledged", "bulk-costs-acknowledged", "checkbox", required=False),
)
FIELDS = (
    Field("bodies", "bulk-bodies", "checkboxes", "bulk-bodies-hint", pointer="/items"),
    Field("services", "bulk-services", "checkboxes", "bulk-services-hint"),
    Field("basket", kind="hidden", required=False),
    *(replace(f, pointer=f"/common{f.pointer or '/' + f.name}") for f in _SHARED),
)
SHARED = tuple(field.name for field in _SHARED)


@dataclass(frozen=True)
class BulkOrderingPages:
    """``/bulk-orders/new``."""

    frame: Frame

    def blueprint(self) -> Blueprint:
        """Return the routes."""
        pages = Blueprint("bulk_ordering", __name__)
        pages.add_url_rule("/bulk-orders/new", view_func=self.begin)
        pages.add_url_rule("/bulk-orders/new", view_func=self.check, methods=["POST"])
        return pages

    def begin(self) -> Response:
        """Show the form with the usual contacts; a link may ask for what lies in the basket."""
        visitor = self.frame.signed_in()
        visitor.principal.require("orders:prepare")
        asked = {"me": self.frame.asking(api("GET me"))}
        if "basket" in self.frame.given():
            asked["basket"] = self.frame.asking(BASKET, body=visitor.body)
        if visitor.body and visitor.may("orders:read", visitor.body):
            asked["in_use"] = self.frame.asking(SYSTEMS, body=visitor.body)
        about = self.frame.ask_all(**asked)
        own, usual = known_of(about["me"], visitor.body or ""), usual_contacts(about.get("in_use"))
        chosen = self._chosen(about.get("basket"))
        return self._shown(self.frame.blank(FIELDS, usage="new", **{**own, **usual, **chosen}))

    def _chosen(self, basket: Doc | None) -> dict[str, Any]:
        """Return what is chosen at first: every body, or what lies in the basket for its own."""
        bodies = self._bodies()
        if basket is None:
            return {"bodies": bodies}
        services = to_order(basket["entries"], len(bodies) > 1)
        own = [body for body in bodies if body == self.frame.visitor().body]
        return {"basket": " ".join(services), "bodies": own, "services": services}

    def check(self) -> Response:
        """Try the bulk order and lead to what would become of each item; nothing is ordered."""
        form = self.frame.sent(FIELDS)
        if lacking := _lacking(form):
            return self._shown(form.with_errors(lacking))
        payload = {**payload_of(form, *SHARED), "items": self._items(form)}
        begin, query = api("POST bulk-orders"), {"dry_run": "true"}
        try:
            bulk = self.frame.act(form, begin, payload=payload, query=query)
        except Problem as problem:
            return self._shown(form.refused(problem))
        return self.frame.done(f"/bulk-orders/{bulk['id']}", "bulk-checking")

    def _items(self, form: Form) -> list[Doc]:
        """Return each service for each body; prepared only, where the reader may do no more."""
        visitor = self.frame.visitor()
        items: list[Doc] = []
        for service in form.value("services"):
            for body in form.value("bodies"):
                places = visitor.principal.may("orders:place", body, service)
                permission = "orders:place" if places else "orders:prepare"
                lent = mandate_of(visitor, permission, body, service)
                prepared = {} if places else {"prepared": True}
                items.append({"body": body, "profile": service, **lent, **prepared})
        return items

    def _bodies(self) -> list[str]:
        """Return the bodies the reader may order for, as many as can be chosen from."""
        visitor = self.frame.visitor()
        may = [b for b in visitor.bodies if _may_for_some(visitor.principal, b)]
        return may[:MOST_BODIES]

    def _shown(self, form: Form) -> Response:
        bodies = self._bodies()
        names = self.frame.body_names.of(bodies)
        found = self.frame.ask(api("GET profiles"), {"kind": "efa", "limit": "200"})
        titles, in_basket = titles_of(found), str(form.value("basket")).split()
        if in_basket:
            titles = {id: titles[id] for id in in_basket if id in titles}
        services = sorted(titles.items(), key=lambda one: one[1].casefold())
        form = form.with_options("bodies", [(key, names.get(key, key)) for key in bodies])
        return self.frame.page("body/bulk_new.html", form=form.with_options("services", services))


def _may_for_some(reader: Principal, body: str) -> bool:
    """Tell whether the reader may order for the body, be it single services by a mandate."""
    lent = {d.scope for d in reader.delegations if "orders:prepare" in d.permissions}
    return body in lent or reader.may("orders:prepare", body)


def _lacking(form: Form) -> dict[str, str]:
    """Return what is not said yet."""
    chosen = {
        name: say("bulk-choose-one") for name in ("bodies", "services") if not form.value(name)
    }
    return {**chosen, **faults(form, SHARED)}
