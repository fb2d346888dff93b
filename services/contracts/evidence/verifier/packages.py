"""An evidence package, or the sealed document alone: every part checked against the others."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from services.contracts.evidence.verifier.copies import check_copy
from services.contracts.evidence.verifier.findings import (
    Doc,
    Finding,
    Flaw,
    Report,
    Trust,
    read_json,
    sha256,
)
from services.contracts.evidence.verifier.seals import attached_in, check_seal
from services.contracts.evidence.verifier.sign_ins import check_sign_in

FORMAT, MANIFEST = "digitalmarkt-evidence-1", "manifest.json"
OFFERED, RECORDS = "offered.pdf", "closing.json"
MOST_BYTES, MOST_FILES, MOST_NAMED = 64 * 1024 * 1024, 40, 5
LOCAL_HEADER, CENTRAL_HEADER, END = 30, 46, 22
"""Bytes a ZIP archive has before each file, for each in its list, and at its end."""


def verify(content: bytes, trust: Trust | None = None) -> Report:
    """Return what is found about a package or a sealed document."""
    is_document = content.startswith(b"%PDF")
    checked = _document(content, trust) if is_document else _package(content, trust)
    part = "document" if is_document else "package"
    return Report(tuple(_up_to_a_flaw(part, checked)))


def _up_to_a_flaw(part: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Return the findings up to a flaw that ends them; it is the last one."""
    try:
        yield from findings
    except Flaw as flaw:
        yield Finding(part, flaw.code, flaw.about)


def _document(pdf: bytes, trust: Trust | None) -> Iterator[Finding]:
    yield from _up_to_a_flaw("seal", check_seal(pdf, trust))
    attached = attached_in(pdf)
    records = read_json(attached.get(RECORDS, b""), "manifest-broken")
    yield _offered(records, attached.get(OFFERED, b""))


def _package(content: bytes, trust: Trust | None) -> Iterator[Finding]:
    files = unpacked(content)
    manifest = read_json(files.get(MANIFEST, b""), "manifest-broken")
    try:
        yield from _contents(manifest, files, trust)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise Flaw("manifest-broken", str(error)) from error


def _contents(manifest: Doc, files: Mapping[str, bytes], trust: Trust | None) -> Iterator[Finding]:
    if manifest["format"] != FORMAT:
        raise Flaw("manifest-broken", str(manifest["format"]))
    yield from _files(manifest, files)
    records, documents = manifest["closing"], manifest["documents"]
    offered = files.get(documents["offered"], b"")
    yield _offered(records, offered)
    if documents["final"] is None:
        yield Finding("seal", "not-sealed")
    else:
        final = files.get(documents["final"], b"")
        yield from _up_to_a_flaw("seal", check_seal(final, trust))
        yield from _up_to_a_flaw("manifest", _as_sealed(records, offered, final))
    for signature in records["signatures"]:
        side = signature["side"]
        if signature.get("signed_copy"):
            copy = files.get(documents.get("copy") or "", b"")
            yield from _up_to_a_flaw("copy", check_copy(signature, copy, offered, trust))
            continue
        record = files.get(manifest["sign_ins"].get(side) or "", b"")
        signed = [records["contract"], records["document_hash"]]
        checked = check_sign_in(signature, record, signed, trust)
        yield from _up_to_a_flaw(f"sign-in-{side}", checked)


def unpacked(content: bytes) -> dict[str, bytes]:
    """Return the files by name, without their folder.

    They are stored one after the other, so that nothing can stand between or behind them.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _check_tight(archive, entries, content)
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, OSError) as error:
        raise Flaw("package-broken", str(error)) from error
    files = {each.filename.partition("/")[2]: _stored(each, content) for each in entries}
    folders = {each.filename.partition("/")[0] for each in entries}
    if len(files) != len(entries) or len(folders) != 1:
        raise Flaw("package-broken")
    return files


def _stored(entry: zipfile.ZipInfo, content: bytes) -> bytes:
    begins = entry.header_offset + LOCAL_HEADER + len(entry.filename)
    return content[begins : begins + entry.file_size]


def _check_tight(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], content: bytes) -> None:
    if not 0 < len(entries) <= MOST_FILES or sum(e.file_size for e in entries) > MOST_BYTES:
        raise Flaw("package-broken")
    at, central = 0, archive.start_dir
    for entry in entries:
        odd = entry.compress_type != zipfile.ZIP_STORED or entry.flag_bits
        if odd or entry.extra or entry.comment or entry.header_offset != at:
            raise Flaw("package-broken", entry.filename)
        told, name = content[central + 6 : central + 32], entry.filename.encode()
        if content[at + 4 : at + LOCAL_HEADER + len(name)] != told + name:
            raise Flaw("package-broken", entry.filename)
        at += LOCAL_HEADER + len(name) + entry.file_size
        central += CENTRAL_HEADER + len(name)
    if archive.start_dir != at or central + END != len(content) or archive.comment:
        raise Flaw("package-broken")


def _files(manifest: Doc, files: Mapping[str, bytes]) -> Iterator[Finding]:
    listed = {each["path"]: each for each in manifest["files"]}
    for path in sorted(listed.keys() - files.keys()):
        yield Finding("files", "file-missing", path)
    for path in sorted(files.keys() - listed.keys() - {MANIFEST}):
        yield Finding("files", "file-unlisted", path)
    for path in sorted(listed.keys() & files.keys()):
        told = (listed[path]["sha256"], listed[path]["bytes"])
        fits = told == (sha256(files[path]), len(files[path]))
        yield Finding("files", "holds" if fits else "file-changed", path)


def _offered(records: Doc, offered: bytes) -> Finding:
    fits = records["document_hash"] == sha256(offered)
    return Finding("offered", "holds" if fits else "offered-differs", f"SHA-256 {sha256(offered)}")


def _as_sealed(records: Doc, offered: bytes, final: bytes) -> Iterator[Finding]:
    """Compare the manifest with what stands in the sealed document."""
    attached = attached_in(final)
    sealed = read_json(attached.get(RECORDS, b""), "manifest-broken")
    differ = list(_differences(records, sealed))[:MOST_NAMED]
    yield Finding("manifest", "manifest-differs" if differ else "holds", ", ".join(differ))
    if attached.get(OFFERED) != offered:
        yield Finding("offered", "offered-differs", OFFERED)


def _differences(told: Any, sealed: Any, path: str = "") -> Iterator[str]:
    """Return the paths of the manifest at which it says something else than what is sealed."""
    if isinstance(told, dict) and isinstance(sealed, dict):
        for name in sorted(told.keys() | sealed.keys()):
            yield from _differences(told.get(name), sealed.get(name), f"{path}/{name}")
    elif isinstance(told, list) and isinstance(sealed, list) and len(told) == len(sealed):
        for at, pair in enumerate(zip(told, sealed, strict=True)):
            yield from _differences(*pair, f"{path}/{at}")
    elif told != sealed:
        yield path
