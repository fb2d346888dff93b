"""Put what pages need of the installed packages into ``static/vendor``, with the licences beside.

Run after `npm ci` in this folder, at set-up and when the image is built:
`python gateway/web/assets/collect.py`. Style sheet and script are as published. The fonts keep
their letters, hints, kerning and figures of one width; fractions, other figures and accents on
their own go, a sixth of the size. What can be compressed lies there compressed, too.
"""

import gzip
import hashlib
import shutil
import unicodedata
from pathlib import Path

import brotli
from fontTools import subset

HERE = Path(__file__).resolve().parent
PACKAGES, VENDOR = HERE / "node_modules", HERE.parent / "static" / "vendor"
COPIED = {
    "kern.min.css": "@kern-ux/native/dist/kern.min.css",
    "kern-licence.txt": "@kern-ux/native/LICENSE.md",
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "htmx-licence.txt": "htmx.org/LICENSE",
    "fira-sans-licence.txt": "@fontsource/fira-sans/LICENSE",
}
FONT = "@fontsource/fira-sans/files/fira-sans-latin-{weight}-normal.woff2"
FONT_FEATURES = ("kern", "liga", "tnum")
WEIGHTS = (400, 500, 600)
FACE = (
    '@font-face{{font-family:"Fira Sans";font-style:normal;font-weight:{weight};font-display:swap;'
    'src:url("{name}?v={version}") format("woff2")}}\n'
)
COMPRESSED = (".css", ".js")


def version_of(body: bytes) -> str:
    """Return what names exactly these bytes in an address."""
    return hashlib.sha256(body).hexdigest()[:8]


def collect(packages: Path, vendor: Path) -> None:
    """Make the folder anew from the packages."""
    shutil.rmtree(vendor, ignore_errors=True)
    vendor.mkdir(parents=True)
    for name, source in COPIED.items():
        shutil.copyfile(packages / source, vendor / name)
    faces = [_add_font(packages, vendor, weight) for weight in WEIGHTS]
    (vendor / "fira-sans.css").write_text("".join(faces), "utf-8")
    for path in sorted(vendor.iterdir()):
        if path.suffix in COMPRESSED:
            _compress(path)


def _add_font(packages: Path, vendor: Path, weight: int) -> str:
    """Add one weight; give the rule that names it."""
    name = f"fira-sans-{weight}.woff2"
    options = subset.Options(flavor="woff2", layout_features=list(FONT_FEATURES))
    font = subset.load_font(packages / FONT.format(weight=weight), options)
    subsetter = subset.Subsetter(options)
    letters = [code for code in font.getBestCmap() if not unicodedata.combining(chr(code))]
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    subset.save_font(font, vendor / name, options)
    return FACE.format(weight=weight, name=name, version=version_of((vendor / name).read_bytes()))


def _compress(path: Path) -> None:
    """Lay the compressed forms beside a file."""
    body = path.read_bytes()
    path.with_name(f"{path.name}.br").write_bytes(brotli.compress(body, quality=11))
    path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(body, 9, mtime=0))


if __name__ == "__main__":
    collect(PACKAGES, VENDOR)
