"""What a service costs and who pays, as rows of a table."""

from collections.abc import Mapping
from typing import Any

from gateway.web.words import say

Doc = Mapping[str, Any]
Row = tuple[str, str, str]

JOINT_KEY_LENGTH = 9


def costs_of(profile: Doc) -> list[Row]:
    """Return for what, how much and who pays."""
    rows = [_ordering()] if profile["kind"] == "efa" else [_contract(profile)]
    return [*rows, _running(profile), *_interfaces(profile)]


def paid_by_levy(profile: Doc, body: str | None) -> str:
    """Return that the levy of a body, or of whoever pays one for it, pays for a service already."""
    levy = profile.get("levy")
    if not levy or not body:
        return ""
    return say(f"public-levy-paid-{levy_of(body)}", year=str(levy["year"]))


def levy_of(body: str) -> str:
    """Return whose levy a body thinks of: its own, its members', or that of others.

    A joint administration pays none, nor does an association or a company.
    """
    if not body.isdigit():
        return "others"
    return "members" if len(body) == JOINT_KEY_LENGTH else "own"


def _row(what: str, cost: str, payer: str, **parameters: object) -> Row:
    return (
        say(f"public-pay-{what}"),
        say(f"public-pay-{cost}", **parameters),
        say(f"public-pay-{payer}"),
    )


def _ordering() -> Row:
    return _row("ordering", "nothing", "nobody")


def _contract(profile: Doc) -> Row:
    if profile["financing"]["kind"] == "body_pays":
        return _row("contract", "by-offer", "your-body")
    return _row("contract", "nothing", "nobody")


def _running(profile: Doc) -> Row:
    """Return who pays for the operation; what the newest levy pays for goes before the plan."""
    financing = profile["financing"]
    if levy := profile.get("levy"):
        return _row("running", "paid-by-levy", "by-halves", year=str(levy["year"]))
    if financing["kind"] == "levy":
        year = financing.get("year")
        cost = "in-levy-of" if year else "in-levy"
        return _row("running", cost, "by-halves", **({"year": str(year)} if year else {}))
    if financing["kind"] == "body_pays":
        return _row("running", "by-offer", "your-body")
    return _row("running", "nothing", "nobody")


def _interfaces(profile: Doc) -> list[Row]:
    costs = [interface.get("extra_cost") for interface in profile["interfaces"]]
    if not costs:
        return []
    if True in costs:
        return [_row("interface", "by-system", "your-body-offer")]
    if all(cost is False for cost in costs):
        return [_row("interface", "nothing", "nobody")]
    return [_row("interface", "unknown", "ask-maker")]
