"""Look at every overlay with checkov: ``python -m deploy.k8s_checkov``.

checkov lives in a virtual environment of its own, ``.local/checkov``, made from the lock beside
this file: it brings a hundred packages, some of other releases than ours. Beside the overlays it
gets ``faulty.yaml``, in which every check must find something. Exits 1 where one does not, or
where one finds something in an overlay.
"""

import json
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterable
from pathlib import Path

import yaml

from deploy.k8s_render import overlays

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
HOME = ROOT / ".local/checkov"
LOCK = HERE / "requirements.lock"
FAULTY = HERE / "faulty.yaml"
CHECKS = tuple(f"CKV_K8S_{number}" for number in (
    8, 9, 10, 11, 12, 13, 14, 16, 17, 18, 19, 20, 21, 22, 23, 25, 26, 27, 28, 29, 30, 31, 37, 38,
    39, 41, 49, 152, 153, 154, 155, 156, 157, 158,
))  # fmt: skip
"""Those for pods, roles and ingresses. Left out: 15 (pull always) and 43 (digests), as a release
has its own tag; 35 (secrets as files), as settings are variables; 40 (users above 10000), as the
images of broker and database in development have their own; CKV2_K8S_6 (policies), as it looks at
all files as one; those about the control plane."""

Found = set[tuple[str, str]]
"""Names of files, each with the check that found something in it."""


def main() -> int:
    """Print what was found and return the exit status."""
    found = _run()
    bites = {check for file, check in found if file == FAULTY.name}
    silent = sorted(set(CHECKS) - bites)
    wrong = sorted(pair for pair in found if pair[0] != FAULTY.name)
    _tell("checkov finds nothing in an overlay", (f"{file}: {check}" for file, check in wrong))
    _tell(f"each of {len(CHECKS)} checks finds what is planted for it", silent)
    return int(bool(wrong or silent))


def _run() -> Found:
    _install()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for overlay in overlays():
            text = yaml.safe_dump_all(overlay.resources)
            (place / f"{overlay.name}.yaml").write_text(text, encoding="utf-8")
        (place / FAULTY.name).write_text(FAULTY.read_text(encoding="utf-8"), encoding="utf-8")
        done = subprocess.run(
            [
                str(HOME / "bin/python"), "-m", "checkov.main", "--directory", folder,
                "--framework", "kubernetes", "--check", ",".join(CHECKS),
                "--skip-download", "--compact", "--quiet", "--output", "json",
            ],
            capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
    try:
        failed = json.loads(done.stdout)["results"]["failed_checks"]
    except (ValueError, KeyError) as unread:
        raise SystemExit(f"checkov did not answer: {done.stderr.strip()[-500:]}") from unread
    return {(Path(each["file_path"]).name, each["check_id"]) for each in failed}


def _install() -> None:
    stamp, wanted = HOME / ".installed", LOCK.read_text(encoding="utf-8")
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    print("installing checkov", file=sys.stderr)
    venv.create(HOME, with_pip=True, clear=True)
    pip = [str(HOME / "bin/python"), "-m", "pip", "install", "-qq"]
    options = ["--disable-pip-version-check", "--require-hashes"]
    subprocess.run([*pip, *options, "-r", str(LOCK)], check=True)
    stamp.write_text(wanted, encoding="utf-8")


def _tell(what: str, sentences: Iterable[str]) -> None:
    told = list(sentences)
    print(f"{'FAIL' if told else 'ok  '} {what}", *(f"     {line}" for line in told), sep="\n")


if __name__ == "__main__":
    sys.exit(main())
