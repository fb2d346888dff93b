"""Who is competent instead: kinds of body and capacities in words, and the office to ask."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Doc = Mapping[str, Any]

KINDS = {
    "municipality": ("Gemeinden", "municipalities"),
    "independent_city": ("kreisfreie Städte", "independent cities"),
    "district": ("Landkreise", "districts"),
    "region": ("Bezirke", "regions"),
    "joint_administration": ("Verwaltungsgemeinschaften", "joint administrations"),
    "association": ("Verbände", "associations"),
    "company": ("kommunale Unternehmen", "municipal companies"),
}
CAPACITIES = {
    "health_office": ("Gesundheitsamt", "health office"),
    "building_authority": ("Bauaufsicht", "building authority"),
    "registry_office": ("Standesamt", "registry office"),
}

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


@dataclass(frozen=True)
class Step:
    """What to do next, in both languages."""

    de: str
    en: str


ASK_US = Step("Bitte fragen Sie BayKommun.", "Please ask the operator.")


def office_of(body: Doc, neighbour: str | None) -> Step:
    """Name the district office that does for the body what it is not competent for."""
    name = neighbour or body.get("district_name") or ""
    if not name.startswith("Landkreis ") or body["kind"] == "district":
        return ASK_US
    office = name.removeprefix("Landkreis ")
    return Step(f"Zuständig ist das Landratsamt {office}.", f"Competent is Landratsamt {office}.")


def other_body(profile: Doc, body: Doc) -> Step:
    """Name who orders a profile that is not for this kind of body."""
    kinds = set(profile["target_kinds"])
    if body["kind"] == "joint_administration" and "municipality" in kinds:
        return Step(
            "Bitte bestellen Sie für die einzelnen Mitgliedsgemeinden.",
            "Please order for each member municipality.",
        )
    return office_of(body, None) if "district" in kinds else ASK_US


def kinds_de(profile: Doc) -> str:
    """Give the kinds of body the profile is for, in German."""
    return ", ".join(_names(KINDS, profile["target_kinds"], 0))


def kinds_en(profile: Doc) -> str:
    """Give the kinds of body the profile is for, in English."""
    return ", ".join(_names(KINDS, profile["target_kinds"], 1))


def names_de(capacities: Iterable[str]) -> str:
    """Give the capacities in German."""
    return ", ".join(_names(CAPACITIES, capacities, 0))


def names_en(capacities: Iterable[str]) -> str:
    """Give the capacities in English."""
    return ", ".join(_names(CAPACITIES, capacities, 1))


def _names(words: Mapping[str, tuple[str, str]], names: Iterable[str], language: int) -> list[str]:
    return [words.get(name, (name, name))[language] for name in names]
