"""Contracts closed per second on one core, beside bare typst and bare pyHanko on the same input.

Ours are made as the document worker makes them: in a child process, with the timestamp of a server
asked over HTTP. The bare ones are set and signed in this process, which stamps itself.
"""

import base64
import io
import time
from collections.abc import Callable
from typing import Any

from pyhanko.keys import load_cert_from_pemder, load_private_key_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.timestamps import DummyTimeStamper

from deploy.bench.figures import Figure, Target, compared
from deploy.bench.place import Place
from deploy.local.authority import Authority, make_authority
from services.contracts.child_processes import ChildProcesses
from services.contracts.rendering import render_contract
from services.contracts.samples import contract_facts, records
from services.contracts.sealing.closing import make_final
from services.contracts.sealing.final_document import inputs_of, shown_of, typeset
from services.contracts.sealing.settings import SealSettings

ROUNDS, EACH = 5, 10
AT_LEAST = 0.5

Make = Callable[[dict[str, Any]], Any]


def contract_seal(place: Place) -> list[Figure]:
    """Close some contracts, and set and sign as many bare, in turns."""
    authority = make_authority(place.system.folder / "keys")
    url = f"http://127.0.0.1:{place.system.ports['timestamps']}/"
    offered = render_contract(contract_facts()).pdf
    children = ChildProcesses(1)
    try:
        ours = _ours(children, offered, _settings(authority, url))
        bare = _bare(offered, authority)
        _rate(ours, 0, 2), _rate(bare, 0, 2)
        rounds = [(_rate(ours, n, EACH), _rate(bare, n + ROUNDS, EACH)) for n in range(ROUNDS)]
    finally:
        children.end()
    return [
        compared(
            "contract_seal", rounds, unit="a second",
            reference="typst and pyHanko, bare", target=Target(AT_LEAST, at_least=True),
        )
    ]  # fmt: skip


def _rate(make: Make, turn: int, many: int) -> float:
    """Return how many a second are made; each states a number of its own."""
    began = time.perf_counter()
    for number in range(many):
        make(contract_facts(contract_number=f"SSN-2026-{turn:04}{number:04}"))
    return many / (time.perf_counter() - began)


def _ours(children: ChildProcesses, offered: bytes, settings: SealSettings) -> Make:
    signed = records(offered)
    return lambda facts: children.run(make_final, facts, signed, offered, None, settings)


def _bare(offered: bytes, authority: Authority) -> Make:
    signed, passphrase = records(offered), authority.passphrase.read_text().encode()
    signer: Any = SimpleSigner.load_pkcs12_data(authority.seal.read_bytes(), [], passphrase)
    certified = load_cert_from_pemder(str(authority.timestamp_certificate))  # type: ignore[no-untyped-call]
    key = load_private_key_from_pemder(str(authority.timestamp_key), None)
    stamper = DummyTimeStamper(certified, key)
    meta = PdfSignatureMetadata(
        field_name="Siegel", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
    )

    def make(facts: dict[str, Any]) -> bytes:
        pdf = typeset(inputs_of(facts, shown_of(signed), signed, {"offered": offered}))
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf + b"\n"))
        made = PdfSigner(meta, signer, timestamper=stamper).sign_pdf(writer, bytes_reserved=24_000)
        return bytes(made.getvalue())

    return make


def _settings(authority: Authority, url: str) -> SealSettings:
    seal = base64.b64encode(authority.seal.read_bytes()).decode()
    return SealSettings(seal, authority.passphrase.read_text(), url)


MEASUREMENTS = {"contract_seal": contract_seal}
