"""The Secrets and ConfigMaps of an overlay: ``python -m deploy.k8s_secrets ENV OUT``.

Writes ``OUT/kubernetes.yaml`` for ``kubectl apply -f``. What is made is kept in ``OUT/made``; what
only the environment can give is read from ``OUT/given/OBJECT/KEY``, which is made empty. A second
run keeps everything, so fill what it lists and run it again.
"""

import argparse
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from deploy.k8s_render import K8S, component_names_of, overlay_names, read_yaml, required_objects
from deploy.k8s_secrets.values import OPTIONAL, Place, Values
from deploy.local.keys import write_private

REAL = "prod"


class Inside(SystemExit):
    """The folder would become part of the project; the message says so."""


def place_of(overlay: str) -> Place:
    """Read from an overlay where its objects are to be."""
    kustomization = read_yaml(K8S / "overlays" / overlay / "kustomization.yaml")
    settings = next(g for g in kustomization["configMapGenerator"] if g["name"] == "settings")
    stated = dict(line.split("=", 1) for line in settings["literals"])
    return Place(
        namespace=kustomization["namespace"],
        host=urlsplit(stated["PUBLIC_URL"]).hostname or "",
        components=frozenset(component_names_of(kustomization)),
        real=overlay == REAL,
    )


def make(overlay: str, out: Path) -> list[str]:
    """Write the objects of an overlay; return what is still empty and must not be."""
    _refuse_inside(out)
    place = place_of(overlay)
    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    values = Values(out / "made", place)
    missing: list[str] = []
    namespace = read_yaml(K8S / "overlays" / overlay / "namespace.yaml")
    documents = [namespace]
    for (kind, name), keys in sorted(required_objects(K8S, place.components).items()):
        held = {}
        for key in sorted(keys):
            made = values.of(name, key)
            given = _given(out / "given" / name / key, is_asked=made is None)
            held[key] = given or made or ""
            if not held[key] and key not in OPTIONAL:
                missing.append(f"{name}/{key}")
        documents.append(_document(kind, name, place.namespace, held))
    text = yaml.safe_dump_all(documents, sort_keys=False, allow_unicode=True)
    write_private(out / "kubernetes.yaml", text.encode())
    return missing


def _given(path: Path, *, is_asked: bool) -> str:
    """Return what somebody has put there; the empty file shows where it is to be put.

    An editor ends the last line, an address must not have that end.
    """
    if not path.exists():
        if is_asked:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_private(path, b"")
        return ""
    text = path.read_text(encoding="utf-8")
    return text if "-----END" in text else text.rstrip("\n")


def _document(kind: str, name: str, namespace: str, held: dict[str, str]) -> dict[str, Any]:
    where = {"name": name, "namespace": namespace}
    field = "stringData" if kind == "Secret" else "data"
    typed = {"type": "kubernetes.io/tls"} if {*held} == {"tls.crt", "tls.key"} else {}
    return {"apiVersion": "v1", "kind": kind, "metadata": where, **typed, field: held}


def _refuse_inside(out: Path) -> None:
    root = K8S.parents[1]
    if out.resolve().is_relative_to(root):
        asked = ["git", "-C", str(root), "check-ignore", "-q", str(out.resolve())]
        if subprocess.run(asked, check=False).returncode != 0:
            raise Inside(f"k8s-secrets: {out} is part of the project; name a folder outside of it")


def main(arguments: list[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="deploy.k8s_secrets")
    parser.add_argument("overlay", choices=overlay_names())
    parser.add_argument("out", type=Path)
    chosen = parser.parse_args(arguments)
    missing = make(chosen.overlay, chosen.out)
    print(f"kubectl apply -f {chosen.out / 'kubernetes.yaml'}")
    if missing:
        print(f"Before that, give what only the environment knows, in {chosen.out / 'given'}:")
        print("\n".join(f"  {name}" for name in missing))
        print("and run this again.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
