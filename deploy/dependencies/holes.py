"""Known holes: what advisories say of the locked releases, asked of OSV by ``uv audit``."""

import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from deploy.dependencies.locks import PYTHON, Pins, uv

PATIENCE_S = 4
FOUND = 1
"""What uv ends with where there are holes; with 0 where there are none, else it could not tell."""
PROJECT = f'[project]\nname = "digitalmarkt"\nversion = "0"\nrequires-python = "=={PYTHON}.*"\n'


class NotTold(Exception):
    """The advisories could not be asked; the text says why."""


def faults(pins: Pins, service: str | None = None) -> list[str]:
    """Return a line for each known hole; ``service`` is another address of the advisories.

    Raises NotTold where they cannot be reached or do not answer in time.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "pyproject.toml").write_text(PROJECT)
        (folder / "uv.lock").write_text(_lock(pins))
        report = _ask(folder, service)
    return [_line(hole) for hole in report["vulnerabilities"]]


def _ask(folder: Path, service: str | None) -> dict[str, Any]:
    command = [uv(), "audit", "--frozen", "--output-format", "json"]
    command += ["--preview-features", "audit-command,json-output"]
    command += ["--service-url", service] if service else []
    env = {**os.environ, "UV_HTTP_RETRIES": "0", "UV_HTTP_TIMEOUT": str(PATIENCE_S)}
    try:
        ended = subprocess.run(
            command, cwd=folder, env=env, capture_output=True, text=True, timeout=PATIENCE_S
        )
    except subprocess.TimeoutExpired as error:
        raise NotTold(f"no answer within {PATIENCE_S} s") from error
    if ended.returncode not in (0, FOUND):
        raise NotTold(" ".join(ended.stderr.split())[:300])
    report: dict[str, Any] = json.loads(ended.stdout)
    return report


def _lock(pins: Pins) -> str:
    """Return the releases as the lock file uv audits: one project that needs all of them."""
    needed = "".join(f'    {{ name = "{name}" }},\n' for name in pins)
    packages = "".join(
        f'\n[[package]]\nname = "{name}"\nversion = "{release}"\n'
        'source = { registry = "https://pypi.org/simple" }\n'
        for name, release in pins.items()
    )
    return (
        f'version = 1\nrequires-python = "=={PYTHON}.*"\n\n[[package]]\nname = "digitalmarkt"\n'
        f'version = "0"\nsource = {{ virtual = "." }}\ndependencies = [\n{needed}]\n{packages}'
    )


def _line(hole: dict[str, Any]) -> str:
    package, mended = hole["dependency"], ", ".join(hole["fix_versions"]) or "none yet"
    told = f"{package['name']} {package['version']}: {hole['display_id']} {hole['summary'] or ''}"
    return f"{told.rstrip()}; mended in: {mended}; {hole['link']}"
