"""The end of the main job: a sealed contract proves itself, and a copy that was changed does not.

Both are judged twice: by the route everybody may ask, and by the verifier in the package, which
asks nobody.
"""

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import requests

from deploy.local.client import TIMEOUT_S
from deploy.local.journey import Journey
from deploy.local.ports import wait_until

SEALED_WITHIN_S = 60
VERIFIER = "pruefen.py"
CHANGED = b"<xmpMM:DocumentID>"
"""Behind this a bit of the sealed document is flipped."""


@dataclass
class EvidenceJourney:
    """What an auditor does after the contract is concluded; see ``Journey``.

    ``trust`` names, as PEM, the certificates the auditor believes.
    """

    concluded: Journey
    trust: bytes
    package: bytes = b""

    def steps(self) -> list[tuple[str, Callable[[], str]]]:
        """Return the steps in order, each with what it says when done."""
        return [
            ("contract is closed by the operator's seal", self.contract_is_sealed),
            ("evidence is genuine: by the route, and offline", self.evidence_is_genuine),
            ("a copy with one bit flipped is found out by both", self.copy_is_found_out),
        ]

    def contract_is_sealed(self) -> str:
        """Wait for the seal, then take the evidence."""
        wait_until(
            lambda: bool(self.concluded.contract()["sealed_at"]), SEALED_WITHIN_S, "no seal", 0.1
        )
        contract = self.concluded.contract()
        clerk = self.concluded.person(self.concluded.clerk)
        self.package = clerk.read(f"contracts/{contract['id']}/evidence")
        return f"{contract['number']}, sealed at {contract['sealed_at']}"

    def evidence_is_genuine(self) -> str:
        """Have the package judged as it came."""
        return self._judged(self.package, "genuine", 0)

    def copy_is_found_out(self) -> str:
        """Have a copy judged of which one bit of the sealed document is another one."""
        at = self.package.rindex(CHANGED) + len(CHANGED)
        changed = bytes([self.package[at] ^ 1])
        return self._judged(self.package[:at] + changed + self.package[at + 1 :], "altered", 1)

    def _judged(self, package: bytes, verdict: str, ends_with: int) -> str:
        told, (status, said) = self._by_route(package), self._offline(package)
        if (told["verdict"], status) != (verdict, ends_with):
            raise AssertionError(f"{told}, {said}")
        where = ", ".join(place["label"] for place in told["where"])
        by_route = f"{told['verdict']}: {where}" if where else told["verdict"]
        return f"POST /verify: {by_route}\n           {VERIFIER}: {said}"

    def _by_route(self, package: bytes) -> dict[str, Any]:
        """Ask as a stranger."""
        headers = {"Content-Type": "application/zip"}
        address = f"{self.concluded.place.gateway}/verify"
        answer = requests.post(address, package, headers=headers, timeout=TIMEOUT_S)
        answer.raise_for_status()
        return dict(answer.json())

    def _offline(self, package: bytes) -> tuple[int, str]:
        """Run the verifier of the genuine package alone; give how it ended and what it found."""
        with TemporaryDirectory() as name, zipfile.ZipFile(io.BytesIO(self.package)) as genuine:
            folder = Path(name)
            (verifier,) = (path for path in genuine.namelist() if path.endswith(VERIFIER))
            files = {VERIFIER: genuine.read(verifier), "p.zip": package, "trust.pem": self.trust}
            for file, content in files.items():
                (folder / file).write_bytes(content)
            command = [sys.executable, "-I", VERIFIER, "p.zip", "--trust", "trust.pem"]
            ended = subprocess.run(
                command, cwd=folder, capture_output=True, text=True, timeout=60, check=False
            )
        lines = ended.stdout.strip().splitlines()
        wrong = [line for line in lines if line.startswith("!")]
        return ended.returncode, "; ".join([*lines[-1:], *wrong]) or ended.stderr[-500:]
