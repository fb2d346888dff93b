"""Make the files of the map: ``python -m gateway.web.maps.prepare FOLDER``.

The folder has the outlines of regions, districts and municipalities (see ``README.md`` here).
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
REGIONS, DISTRICTS, MUNICIPALITIES = (
    f"bayern-{name}-svgpaths.json" for name in ("regierungsbezirke", "kreise", "gemeinden")
)
MARGIN = 12
TOKEN = re.compile(r"[MmLlZz]|-?\d+")


def main(folder: Path) -> None:
    """Write both files."""
    whole, regions = _read(folder / DISTRICTS), _read(folder / REGIONS)
    _write("bavaria.json", {
        "box": whole["viewBox"],
        "regions": _outlines(regions["features"]), "districts": _outlines(whole["features"]),
    })  # fmt: skip
    inside: dict[str, dict[str, str]] = {}
    for key, outline in _outlines(_read(folder / MUNICIPALITIES)["features"]).items():
        inside.setdefault(key[:5], {})[key] = outline
    _write("municipalities.json", {
        district: {"box": box_of(outlines.values()), "municipalities": outlines}
        for district, outlines in sorted(inside.items())
    })  # fmt: skip


def box_of(paths: Iterable[str]) -> list[int]:
    """Return left, top, width and height of what the paths draw, with a margin."""
    points = [point for path in paths for point in points_of(path)]
    across, down = [x for x, _ in points], [y for _, y in points]
    left, top = min(across) - MARGIN, min(down) - MARGIN
    return [left, top, max(across) + MARGIN - left, max(down) + MARGIN - top]


def points_of(path: str) -> Iterator[tuple[int, int]]:
    """Return the points of a path of straight lines."""
    x = y = begin_x = begin_y = 0
    act, numbers = "M", list[int]()
    for token in TOKEN.findall(path):
        if token.isalpha():
            act, numbers = token, []
            if act in "Zz":
                x, y = begin_x, begin_y
            continue
        numbers.append(json.loads(token))
        if len(numbers) < 2:
            continue
        across, down = numbers
        x, y = (x + across, y + down) if act.islower() else (across, down)
        if act in "Mm":
            begin_x, begin_y, act = x, y, "l" if act == "m" else "L"
        numbers = []
        yield x, y


def _outlines(features: dict[str, Any]) -> dict[str, str]:
    return {key: feature["d"] for key, feature in sorted(features.items())}


def _read(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text("utf-8")))


def _write(name: str, content: dict[str, Any]) -> None:
    text = json.dumps(content, separators=(",", ":"), sort_keys=True)
    (HERE / name).write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
