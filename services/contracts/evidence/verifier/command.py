"""The command: read a file, print what was found, end with what that came to."""

import argparse
import json
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from services.contracts.evidence.verifier.findings import EXITS, VERDICTS, Report, Trust
from services.contracts.evidence.verifier.packages import verify


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 0 for genuine, 1 for altered, 3 where not all can be proven, 2 for no such file."""
    parser = argparse.ArgumentParser(description="Check the evidence of a contract, offline.")
    parser.add_argument("file", type=Path, help="evidence package (ZIP) or sealed document (PDF)")
    names = "certificates and revocation lists that you got from their owners"
    options: dict[str, Any] = {"type": Path, "action": "append", "default": [], "metavar": "PEM"}
    parser.add_argument("--trust", help=names, **options)
    parser.add_argument("--language", choices=("de", "en"), default="de")
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")
    asked = parser.parse_args(arguments)
    try:
        trust = Trust(*(path.read_bytes() for path in asked.trust)) if asked.trust else None
        content = asked.file.read_bytes()
    except OSError as error:
        parser.error(str(error))
    report = verify(content, trust)
    told = _json(report) if asked.json else _said(report, asked.language == "en")
    sys.stdout.write(told + "\n")
    return EXITS[report.verdict]


def _said(report: Report, english: bool) -> str:
    lines = [finding.said(english) for finding in report.findings]
    return "\n".join([*lines, "", VERDICTS[report.verdict][english]])


def _json(report: Report) -> str:
    found = [vars(finding) for finding in report.findings]
    return json.dumps({"verdict": report.verdict, "findings": found}, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)  # what pyHanko tells beside its findings
    sys.exit(main())
