"""``python -m deploy.compose``: print ``compose.yaml`` made anew of the dev overlay.

``python -m deploy.compose secrets MANIFESTS FOLDER`` makes the env files it names, of the Secrets
and ConfigMaps in the folder of manifests that ``make k8s-secrets ENV=dev`` wrote.
"""

import sys
from pathlib import Path
from typing import Any

import yaml

from deploy.compose import secrets
from deploy.compose.services import services_of
from deploy.k8s_render import K8S, parse, render
from deploy.local.specs import ROOT

FILE = ROOT / "compose.yaml"
HEAD = """\
# The whole system for people with Docker: the dev overlay of deploy/k8s, same images and settings.
# Made by `python -m deploy.compose > compose.yaml`; a test holds it to the manifests.
#
#   make compose-secrets && docker compose up -d     then http://localhost:8080
#
# No secret stands here: each service has an env file, below .local/compose or $COMPOSE_SECRETS,
# with the settings `x-taken` names. Start order does not matter; what is not ready says so.
"""


def made() -> dict[str, Any]:
    """Return the file's content."""
    services = services_of(tuple(parse(render(K8S / "overlays" / "dev"))))
    names = ("queues", "documents", "keys")
    return {"name": "digitalmarkt", "services": services, "volumes": {name: {} for name in names}}


def text_of(content: dict[str, Any]) -> str:
    """Return the file's text."""
    dumper = type("Plain", (yaml.SafeDumper,), {"ignore_aliases": lambda *_: True})
    return HEAD + yaml.dump(content, Dumper=dumper, sort_keys=False, allow_unicode=True, width=100,
                            default_flow_style=None)  # fmt: skip


def main(words: list[str]) -> int:
    """Do what is asked; return the exit code."""
    if not words:
        print(text_of(made()), end="")
        return 0
    if len(words) != 3 or words[0] != "secrets":
        raise SystemExit(__doc__)
    compose = yaml.safe_load(FILE.read_text("utf-8"))
    objects = secrets.objects_in(Path(words[1]))
    if lacking := [*secrets.missing(compose, objects)]:
        print(f"compose: not in {words[1]}: {', '.join(lacking)}", file=sys.stderr)
        return 1
    print(f"{len(secrets.write(compose, objects, Path(words[2])))} files in {words[2]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
