"""A map as pages draw it: areas with their outline, shade, link and what is said of them."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
Doc = Mapping[str, Any]


@dataclass(frozen=True)
class Area:
    """One area of a map; without a link it is only drawn."""

    outline: str
    shade: str
    label: str = ""
    path: str = ""


@dataclass(frozen=True)
class Map:
    """The areas of a map within a box; ``frames`` are lines drawn over them."""

    box: str
    areas: list[Area]
    frames: tuple[str, ...] = ()


def of_bavaria(area_of: Callable[[str], Area | None]) -> Map:
    """Return the districts, each as it is told by its key, with the regions' borders."""
    drawn = outlines("bavaria")
    areas = [_with(outline, area_of(key)) for key, outline in drawn["districts"].items()]
    return Map(_box(drawn["box"]), areas, tuple(drawn["regions"].values()))


def of_district(district: str, area_of: Callable[[str], Area | None]) -> Map | None:
    """Return the municipalities of a district; None where none has an outline."""
    drawn = outlines("municipalities").get(district)
    if drawn is None:
        return None
    inside = drawn["municipalities"].items()
    return Map(_box(drawn["box"]), [_with(outline, area_of(key)) for key, outline in inside])


@cache
def outlines(name: str) -> Doc:
    """Return one of the committed files."""
    read: Doc = json.loads((HERE / f"{name}.json").read_text("utf-8"))
    return read


def _with(outline: str, area: Area | None) -> Area:
    if area is None:
        return Area(outline, "none")
    return Area(outline, area.shade, area.label, area.path)


def _box(box: list[int]) -> str:
    return " ".join(map(str, box))
