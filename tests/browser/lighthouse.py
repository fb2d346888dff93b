"""Lighthouse's word on pages of a running system, as on a phone: ``make lighthouse``.

`python -m tests.browser.lighthouse [--as PERSON] [PATH ...]` prints three scores for each page, and
below them what they miss. Whole reports go to ``.local/lighthouse``.
"""

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from deploy.local.client import Person
from deploy.local.specs import ROOT
from tests.browser.people import CHROMIUM, FLAGS

TOOL = Path(__file__).parent / "node_modules/lighthouse/cli/index.js"
REPORTS = ROOT / ".local" / "lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices")
FIGURES = ("largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")
PATHS = ("/", "/hilfe")


def main() -> None:
    """Ask for each page, one after the other."""
    parser = argparse.ArgumentParser(prog="tests.browser.lighthouse", description=__doc__)
    parser.add_argument("--as", dest="name", help="a named test person who is signed in")
    parser.add_argument("paths", nargs="*", default=PATHS)
    chosen = parser.parse_args()
    gateway = running()
    cookie = cookie_of(gateway, chosen.name) if chosen.name else ""
    for path in chosen.paths:
        print(path)
        for line in told(report_on(gateway, path, cookie)):
            print(f"  {line}")


def running() -> str:
    """Return the address of the system that ``make up`` started."""
    urls = ROOT / ".local" / "urls.env"
    found = re.search(r"^GATEWAY_URL='(.*)'$", urls.read_text() if urls.exists() else "", re.M)
    return found.group(1) if found else sys.exit("nothing runs here: please `make up` first")


def cookie_of(gateway: str, name: str) -> str:
    """Sign in and return the session as a header says it."""
    jar = Person(gateway, name).sign_in().browser.cookies
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def report_on(gateway: str, path: str, cookie: str = "") -> dict[str, Any]:
    """Return Lighthouse's report on one page as a phone loads it."""
    REPORTS.mkdir(parents=True, exist_ok=True)
    written = REPORTS / f"{re.sub(r'[^a-z0-9]+', '-', path.lower()).strip('-') or 'start'}.json"
    node = Path(sys.executable).with_name("node")
    command = [
        str(node), str(TOOL), f"{gateway}{path}", "--quiet", "--no-enable-error-reporting",
        "--output=json", f"--output-path={written}", f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={' '.join(('--headless=new', *FLAGS))}",
    ]  # fmt: skip
    if cookie:
        command.append(f"--extra-headers={json.dumps({'Cookie': cookie})}")
    written.unlink(missing_ok=True)
    # It fails where a page cannot be judged, and says why in its report.
    subprocess.run(command, check=False, env={**os.environ, "CHROME_PATH": CHROMIUM})
    if not written.exists():
        sys.exit("Lighthouse itself did not run")
    return dict(json.loads(written.read_text("utf-8")))


def told(report: dict[str, Any]) -> Iterator[str]:
    """Yield the scores, the figures behind them, and each audit that is not passed."""
    audits, scores = report["audits"], report["categories"]
    if "runtimeError" in report:
        yield f"not judged: {report['runtimeError']['message']}"
        return
    yield ", ".join(f"{name} {round((scores[name]['score'] or 0) * 100)}" for name in CATEGORIES)
    figures = [f"{audits[name]['title']} {audits[name]['displayValue']}" for name in FIGURES]
    yield ", ".join([*figures, f"{_size(report):.0f} kB on the wire"])
    for name in CATEGORIES:
        for ref in scores[name]["auditRefs"]:
            audit = audits[ref["id"]]
            if ref["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                yield f"{name}: {audit['title']} ({audit.get('displayValue', ref['id'])})"


def _size(report: dict[str, Any]) -> float:
    items = report["audits"]["network-requests"]["details"]["items"]
    return sum(item.get("transferSize", 0) for item in items) / 1000


if __name__ == "__main__":
    main()
