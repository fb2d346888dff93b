"""Who is competent instead, where a body is not: another body, or the office to ask."""

from collections.abc import Mapping
from typing import Any

from services.common.words import Text
from services.orders.words.eligibility import ASK_US, EACH_MEMBER, OFFICE

Doc = Mapping[str, Any]

NEIGHBOURS = {
    "09163000": "09187", "09261000": "09274", "09262000": "09275", "09263000": "09278",
    "09361000": "09371", "09362000": "09375", "09363000": "09374", "09461000": "09471",
    "09462000": "09472", "09463000": "09473", "09464000": "09475", "09561000": "09571",
    "09562000": "09572", "09563000": "09573", "09565000": "09576", "09661000": "09671",
    "09662000": "09678", "09663000": "09679", "09762000": "09777", "09763000": "09780",
}  # fmt: skip
"""The district whose office serves an independent city that has no health office of its own.

That it is a neighbouring one is law (GDG Art. 1); which one is assumed, the one that surrounds
or adjoins the city.
"""


def office_of(body: Doc, neighbour: str | None) -> Text:
    """Return the district office that does for the body what it is not competent for."""
    name = neighbour or body.get("district_name") or ""
    if not name.startswith("Landkreis ") or body["kind"] == "district":
        return ASK_US
    return OFFICE.filled(office=name.removeprefix("Landkreis "))


def other_body(profile: Doc, body: Doc) -> Text:
    """Return who orders a profile that is not for this kind of body."""
    kinds = set(profile["target_kinds"])
    if body["kind"] == "joint_administration" and "municipality" in kinds:
        return EACH_MEMBER
    return office_of(body, None) if "district" in kinds else ASK_US
