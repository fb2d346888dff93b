"""The fonts of the pages keep what is read, and their style sheet names exactly them."""

import json
import re

import pytest
from fontTools.ttLib import TTFont

from gateway.web.assets import collect

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789ÄÖÜäöüßéèçñ„“‚‘–—…€§·×•"


@pytest.mark.parametrize("weight", collect.WEIGHTS)
def test_a_font_holds_every_letter_of_our_texts(weight: int) -> None:
    font = TTFont(collect.VENDOR / f"fira-sans-{weight}.woff2")

    assert {letter for letter in LETTERS if ord(letter) not in font.getBestCmap()} == set()
    assert font.flavor == "woff2"


def test_the_style_sheet_names_the_fonts_by_their_content() -> None:
    sheet = (collect.VENDOR / "fira-sans.css").read_text("utf-8")

    named = dict(re.findall(r'url\("([^?]+)\?v=([0-9a-f]{8})"\)', sheet))

    lying = {path.name: path.read_bytes() for path in collect.VENDOR.glob("*.woff2")}
    assert named == {name: collect.version_of(body) for name, body in lying.items()}
    assert sheet.count("font-display:swap") == len(collect.WEIGHTS)


def test_what_is_installed_is_named_by_its_exact_version() -> None:
    wanted = json.loads((collect.HERE / "package.json").read_text("utf-8"))["dependencies"]
    locked = json.loads((collect.HERE / "package-lock.json").read_text("utf-8"))["packages"]

    installed = {name.removeprefix("node_modules/"): one for name, one in locked.items() if name}
    assert {name: one["version"] for name, one in installed.items()} == wanted
    assert all(one["integrity"].startswith("sha512-") for one in installed.values())
