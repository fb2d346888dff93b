"""What the README shows works as it stands there."""

import re
import subprocess
from pathlib import Path

from deploy.local.system import ROOT
from tests.journeys import Journeys

README = ROOT / "README.md"
SAID = [
    "submitted", "True", "approved", "submitted", "True", "approved", "approved",
    "Verpflichtungserklärung", "Ihre Stelle kann diesen Dienst bestellen.",
    "released", "contract_offered", "%PDF-1.7signed", "concluded", "setup_requested",
    "in_setup", "awaiting_link", "Der Link folgt.", "live",
]  # fmt: skip


def test_the_path_by_hand_works(journeys: Journeys, tmp_path: Path) -> None:
    (block,) = re.findall(r"^```bash\n(.*?)^```", README.read_text(), re.S | re.M)
    (tmp_path / ".local").symlink_to(journeys.system.folder)

    done = subprocess.run(
        ["bash", "-u", "-c", block], cwd=tmp_path, capture_output=True, text=True, timeout=120
    )

    assert done.stdout.splitlines() == SAID, done.stderr[-2000:]
