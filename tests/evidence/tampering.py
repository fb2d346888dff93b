"""Ways to tamper with evidence, from a flipped bit to somebody who knows how it is made.

``expected`` is what the offline verifier must find, among others. Whoever ``covers up`` computes
the list of files anew, so that no hash there gives them away.
"""

import hashlib
import io
import json
import re
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from services.common.digests import list_digest
from services.contracts.domain.closing import closing_facts
from services.contracts.evidence.package import (
    FINAL,
    MANIFEST,
    OFFERED,
    SIGN_INS,
    VERIFIER,
    packed,
)
from services.contracts.evidence.verifier.packages import unpacked
from services.contracts.rendering import render_contract
from services.contracts.sealing.final_document import render_final
from services.contracts.sealing.seals import ROOM_BYTES
from tests.evidence import sealing
from tests.evidence.world import (
    NUMBER,
    SIGNED_AT,
    final_without_seal,
    offered_document,
    sealed_by_operator,
    sign_in,
)
from tests.saml import answers
from tests.timestamps import authority

BODY, OPERATOR = SIGN_INS["body"], SIGN_INS["operator"]
Files = dict[str, bytes]
Doc = dict[str, Any]


@dataclass(frozen=True)
class Tampering:
    """One way to tamper, what of it is found offline, and what the checking person trusts besides.

    ``named`` is false where nothing in it tells any more which contract it was.
    """

    name: str
    expected: str
    make: Callable[[], bytes]
    trust: Callable[[], bytes] = lambda: b""
    named: bool = True


def _package() -> bytes:
    return sealed_by_operator().package


def _final() -> bytes:
    world = sealed_by_operator()
    return bytes(world.shelf.get(world.contract.final.document_hash))


def repacked(change: Callable[[Files, Doc], None], *, covers_up: bool = True) -> bytes:
    """Return the package with changed files and manifest."""
    files = unpacked(_package())
    manifest: Doc = json.loads(files.pop(MANIFEST))
    listed = manifest.pop("files")
    change(files, manifest)
    made = packed(NUMBER, files, manifest, SIGNED_AT)
    if covers_up:
        return made
    whole = unpacked(made)
    whole[MANIFEST] = json.dumps({**manifest, "files": listed}).encode()
    return stored(whole)


def stored(files: Files) -> bytes:
    """Return an archive of exactly these files."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for path, content in files.items():
            archive.writestr(zipfile.ZipInfo(f"{NUMBER}/{path}"), content)
    return written.getvalue()


def flipped(content: bytes, mark: bytes, after: int = 0) -> bytes:
    """Return it with one bit flipped behind a mark."""
    at = content.index(mark) + len(mark) + after
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def closing(**changed: Any) -> Callable[[], bytes]:
    """Return a package whose manifest says something else."""
    return lambda: repacked(lambda _, manifest: manifest["closing"].update(changed))


def signature(side: int, **changed: Any) -> Callable[[], bytes]:
    """Return a package whose manifest says something else of a signature."""

    def change(_: Files, manifest: Doc) -> None:
        manifest["closing"]["signatures"][side].update(changed)

    return lambda: repacked(change)


def final(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Return a package with another sealed document, its hash listed."""
    return lambda: repacked(lambda files, _: files.update({FINAL: make()}))


def sign_in_file(change: Callable[[Doc], None], path: str = BODY) -> Callable[[], bytes]:
    """Return a package with another sign-in; manifest and records know its hash."""

    def changed(files: Files, manifest: Doc) -> None:
        record = json.loads(files[path])
        change(record)
        files[path] = json.dumps(record).encode()
        _name_record(files, manifest, path)

    return lambda: repacked(changed)


def _name_record(files: Files, manifest: Doc, path: str) -> None:
    side = 0 if path == BODY else 1
    digest = hashlib.sha256(files[path]).hexdigest()
    manifest["closing"]["signatures"][side]["sign_in_record"] = digest


def _other_answer(record: Doc, **changed: str) -> None:
    _, handed_over = sign_in(record["signed"], **changed)
    record.update(handed_over)


def _of_another_list(record: Doc) -> None:
    _, handed_over = sign_in([["c9", "9" * 64]])
    record.update(handed_over)


def _by_another_provider(record: Doc) -> None:
    digest = list_digest((id, document) for id, document in record["signed"])
    world = replace(answers.WORLD, idp=answers.OTHER_KEYS, request_id=f"_{digest}-{'0' * 32}")
    record["answer"] = answers.good(world)
    record["certificates"] = [answers.OTHER_KEYS.certificate]


def _swap(files: Files, manifest: Doc) -> None:
    files[BODY], files[OPERATOR] = files[OPERATOR], files[BODY]
    for path in (BODY, OPERATOR):
        _name_record(files, manifest, path)


def _drop(*paths: str) -> Callable[[Files, Doc], None]:
    def change(files: Files, manifest: Doc) -> None:
        for path in paths:
            del files[path]
            manifest["sign_ins"] = {s: p for s, p in manifest["sign_ins"].items() if p != path}

    return change


def _unseal(files: Files, manifest: Doc) -> None:
    del files[FINAL]
    manifest["documents"]["final"] = None


def other_document() -> bytes:
    """Return a document that states something else under the same number."""
    facts = sealed_by_operator().contract.facts
    body = {**facts["body"], "name": "Stadt Nirgendwo"}
    return render_contract({**facts, "body": body}).pdf


def _other_offered(files: Files, manifest: Doc) -> None:
    files[OFFERED] = other_document()
    manifest["closing"]["document_hash"] = hashlib.sha256(files[OFFERED]).hexdigest()


def _other_final() -> bytes:
    """Return a final document over something nobody signed, under a foreign seal."""
    contract, offered = sealed_by_operator().contract, other_document()
    records = {**closing_facts(contract), "document_hash": hashlib.sha256(offered).hexdigest()}
    return sealing.by_stranger(render_final(contract.facts, records, offered))


def _revised() -> bytes:
    """Return the sealed document with a revision that changes its title."""
    writer = IncrementalPdfFileWriter(io.BytesIO(_final()))
    writer.root["/Lang"] = writer.root["/Lang"]
    writer.update_root()
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _before_the_seal() -> bytes:
    pdf = _final()
    return pdf[: pdf.index(b"%%EOF") + 6]


def _with_other_range() -> bytes:
    pdf = _final()
    found = re.search(rb"/ByteRange ?\[0 (\d+)", pdf)
    assert found
    digits = str(int(found.group(1)) - 1).encode().rjust(len(found.group(1)), b"0")
    return pdf[: found.start(1)] + digits + pdf[found.end(1) :]


def _manifest_twice() -> bytes:
    files = unpacked(_package())
    files[MANIFEST] = files[MANIFEST].replace(b"{", b'{"format": "x",', 1)
    return stored(files)


def _commented() -> bytes:
    written = io.BytesIO(_package())
    with zipfile.ZipFile(written, "a") as archive:
        archive.comment = b"geprueft"
    return written.getvalue()


def _with_double() -> bytes:
    written = io.BytesIO(_package())
    with zipfile.ZipFile(written, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that is what is tried here
        archive.writestr(zipfile.ZipInfo(f"{NUMBER}/{OFFERED}"), b"%PDF")
    return written.getvalue()


PACKAGES = (
    Tampering("a byte at the end", "package-broken", lambda: _package() + b"\n"),
    Tampering("bytes before it", "package-broken", lambda: b"\n" + _package()),
    Tampering("the last byte gone", "package-broken", lambda: _package()[:-1]),
    Tampering("half of it gone", "package-broken", lambda: _package()[: len(_package()) // 2]),
    Tampering("a comment", "package-broken", _commented),
    Tampering("a file twice", "package-broken", _with_double),
    Tampering("a file added", "file-unlisted",
              lambda: stored({**unpacked(_package()), "Zusatz.txt": b"gilt nicht"})),
    Tampering("a file gone", "file-missing", lambda: stored(
        {path: content for path, content in unpacked(_package()).items() if path != BODY})),
    Tampering("the manifest gone", "manifest-broken", lambda: stored(
        {path: content for path, content in unpacked(_package()).items() if path != MANIFEST})),
    Tampering("a name twice in the manifest", "manifest-broken", _manifest_twice),
    Tampering("a bit of a sign-in", "file-changed", lambda: stored({
        **unpacked(_package()), BODY: flipped(unpacked(_package())[BODY], b'"answer": "')})),
    Tampering("a bit of the verifier", "file-changed", lambda: stored({
        **unpacked(_package()), VERIFIER: flipped(unpacked(_package())[VERIFIER], b"def ")})),
    Tampering("a hash in the manifest", "file-changed", lambda: repacked(
        lambda files, _: files.update({OFFERED: other_document()}), covers_up=False)),
    Tampering("the offered document, covered up", "offered-differs", lambda: repacked(
        lambda files, _: files.update({OFFERED: flipped(files[OFFERED], b"/Title")}))),
    Tampering("another offered document, covered up", "manifest-differs",
              lambda: repacked(_other_offered)),
    Tampering("the seal left out", "not-sealed", lambda: repacked(_unseal)),
    Tampering("a sign-in left out", "sign-in-other", lambda: repacked(_drop(BODY))),
    Tampering("both sign-ins left out", "sign-in-other", lambda: repacked(_drop(BODY, OPERATOR))),
    Tampering("no signatures", "manifest-differs", closing(signatures=[])),
)  # fmt: skip
MANIFESTS = (
    Tampering("another signatory", "manifest-differs", signature(0, name="Erich Erfunden")),
    Tampering("another title", "manifest-differs", signature(0, title="Landrätin")),
    Tampering("another basis", "manifest-differs", signature(0, basis="deputy")),
    Tampering("a mandate", "manifest-differs", signature(1, mandate="VM-2026-1")),
    Tampering("another time", "manifest-differs", signature(0, at="2026-01-01T00:00:00+00:00")),
    Tampering("another level", "sign-in-other", signature(0, assurance="hoch")),
    Tampering("another sign-in's id", "sign-in-other", signature(1, assertion_id="_x")),
    Tampering("another list", "sign-in-other", signature(1, list_hash="0" * 64)),
    Tampering("another chain", "manifest-differs", closing(chain=[])),
    Tampering("another template", "manifest-differs", closing(template_version="muster-1")),
    Tampering("another number", "manifest-differs", closing(contract_number="SSN-2026-ZZZZZZZZ")),
    Tampering("another contract", "sign-in-other", closing(contract="c2")),
)
FINALS = (
    Tampering("a bit of the text", "seal-invalid", final(
        lambda: flipped(_final(), b"/FlateDecode", 400))),
    Tampering("a bit of the description", "seal-invalid", final(
        lambda: flipped(_final(), b"<xmpMM:DocumentID>"))),
    Tampering("a bit of an attachment", "seal-invalid", final(
        lambda: flipped(_final(), b"/Type/EmbeddedFile", 300))),
    Tampering("bytes after the end", "seal-partial", final(lambda: _final() + b"\n% mehr\n")),
    Tampering("a further revision", "seal-partial", final(_revised)),
    Tampering("the revision before the seal", "seal-missing", final(_before_the_seal)),
    Tampering("a second seal", "seal-fields", final(
        lambda: sealing.by_us(_final(), field="Weiteres", stamps=authority()))),
    Tampering("another field", "seal-fields", final(
        lambda: sealing.by_us(final_without_seal(), field="Stempel", stamps=authority()))),
    Tampering("a bit of the seal", "seal-invalid", final(
        lambda: flipped(_final(), b"/Contents <", 2000))),
    Tampering("a bit behind the seal", "seal-invalid", final(
        lambda: flipped(_final(), b"/Contents <", ROOM_BYTES - 100))),
    Tampering("another range of bytes", "seal-partial", final(_with_other_range)),
    Tampering("a foreign seal", "seal-foreign", final(
        lambda: sealing.by_stranger(final_without_seal()))),
    Tampering("a foreign seal over something else", "seal-foreign", final(_other_final)),
    Tampering("no timestamp", "timestamp-wrong", final(
        lambda: sealing.by_us(final_without_seal()))),
    Tampering("a foreign timestamp", "timestamp-wrong", final(
        lambda: sealing.by_us(final_without_seal(), stamps=sealing.stranger()))),
    Tampering("an expired certificate", "seal-certificate", final(
        lambda: sealing.sealed(final_without_seal(), sealing.pkcs12_of(sealing.LONG_AGO),
                               stamps=authority())),
        trust=lambda: sealing.named(sealing.LONG_AGO)),
    Tampering("a revoked certificate", "seal-certificate", final(
        lambda: sealing.sealed(final_without_seal(), sealing.pkcs12_of(sealing.NOW),
                               stamps=authority())),
        trust=lambda: sealing.named() + sealing.revoked(sealing.serial_of())),
)  # fmt: skip
SIGN_IN_FILES = (
    Tampering("a sign-in for another list", "sign-in-other", sign_in_file(_of_another_list)),
    Tampering("another sign-in for the same list", "sign-in-other", sign_in_file(_other_answer)),
    Tampering("a longer list", "sign-in-other", sign_in_file(
        lambda record: record["signed"].append(["c9", "9" * 64]))),
    Tampering("another key", "sign-in-broken", sign_in_file(
        lambda record: record.update(content_key="00" * 32))),
    Tampering("a bit of the answer", "sign-in-unproven", sign_in_file(
        lambda record: record.update(answer=record["answer"].replace("saml", "sami", 1)
                                     if "saml" in record["answer"]
                                     else record["answer"].replace("Version", "version", 1)))),
    Tampering("another identity provider", "sign-in-foreign", sign_in_file(_by_another_provider)),
    Tampering("the two sign-ins swapped", "sign-in-other", lambda: repacked(_swap)),
)  # fmt: skip
ALONE = (
    Tampering("document alone: a bit", "seal-invalid",
              lambda: flipped(_final(), b"<xmpMM:DocumentID>")),
    Tampering("document alone: a bit of the seal", "seal-invalid",
              lambda: flipped(_final(), b"/Contents <", 2000)),
    Tampering("document alone: more", "seal-partial", lambda: _final() + b" "),
    Tampering("document alone: less", "seal-missing", _before_the_seal),
    Tampering("document alone: foreign", "seal-foreign", _other_final),
    Tampering("document alone: cut", "pdf-broken", lambda: _final()[:5000], named=False),
    Tampering("document alone: never sealed", "seal-missing", offered_document),
)  # fmt: skip
ALL = (*PACKAGES, *MANIFESTS, *FINALS, *SIGN_IN_FILES, *ALONE)
