"""The running gateway refuses hostile answers with a calm page, and says why in its log."""

import base64
import json
import re
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest
import requests
from lxml import etree

from deploy.local.ports import wait_until
from deploy.local.specs import IDP_ENTITY
from deploy.local.system import System
from tests.saml.answers import World
from tests.saml.cases import CASES
from tests.saml.making import Case
from tests.saml.testkeys import KeyPair

TRIED = (
    "not signed",
    "only the assertion is signed",
    "another key, its certificate in KeyInfo",
    "PKCS#1 v1.5 with SHA-256",
    "ciphertext changed",
    "XSW1, encrypted",
    "XSW8, plain",
    "AES-256-CBC",
    "the key by RSA PKCS#1 v1.5",
    "a plain assertion beside the sealed one",
    "sealed to somebody else",
    "another audience",
    "no conditions",
    "a test account",
    "a private person",
    "identified too weakly",
    "a comment in the NameID",
    "an entity bomb",
)
STARTING_AGAIN = ("cancelled by the person", "the answer to another request")
BY_NAME = {case.name: case for case in CASES}


@dataclass(frozen=True)
class Attempt:
    """What came of one answer that was handed in."""

    answer: requests.Response
    log: dict[str, Any]


@dataclass(frozen=True)
class Attacker:
    """A browser with a sign-in under way, and the keys of everybody."""

    system: System

    def hands_in(self, case: Case) -> Attempt:
        browser = requests.Session()
        request_id = self._begins(browser)
        reference = uuid.uuid4().hex
        answer = browser.post(
            f"{self.system.gateway_url}/saml/acs",
            data={"SAMLResponse": case.field(self._world(request_id))},
            headers={"X-Request-ID": reference},
            allow_redirects=False,
            timeout=20,
        )
        return Attempt(answer, self._logged(reference))

    def _begins(self, browser: requests.Session) -> str:
        page = browser.get(f"{self.system.gateway_url}/login", timeout=20)
        found = re.search(r'name="SAMLRequest" value="([^"]+)"', page.text)
        assert found is not None
        return str(etree.fromstring(base64.b64decode(unescape(found[1]))).get("ID"))

    def _world(self, request_id: str) -> World:
        keys, gateway = self.system.folder / "keys", self.system.gateway_url
        return World(
            idp=KeyPair((keys / "idp_key.pem").read_text(), (keys / "idp_cert.pem").read_text()),
            sealed_to=(keys / "sp_encryption_cert.pem").read_text(),
            issuer=IDP_ENTITY,
            audience=f"{gateway}/saml/metadata",
            acs_url=f"{gateway}/saml/acs",
            request_id=request_id,
            now=datetime.now(UTC),
        )

    def _logged(self, reference: str) -> dict[str, Any]:
        log = self.system.folder / "logs" / "gateway.log"
        found: list[dict[str, Any]] = []

        def is_there() -> bool:
            lines = (json.loads(x) for x in log.read_text().splitlines() if reference in x)
            found[:] = [x for x in lines if x["event"] in ("sign_in_refused", "signed_in")]
            return bool(found)

        wait_until(is_there, 10, f"the log says nothing of {reference}")
        return found[0]


@pytest.fixture(scope="module")
def attacker(system: System) -> Attacker:
    return Attacker(system)


@pytest.mark.parametrize("name", TRIED)
def test_a_hostile_answer_is_refused_calmly(name: str, attacker: Attacker) -> None:
    attempt = attacker.hands_in(BY_NAME[name])

    assert attempt.answer.status_code == 403
    assert "Die Anmeldung hat nicht geklappt" in attempt.answer.text
    assert 'href="/login"' in attempt.answer.text
    assert "Traceback" not in attempt.answer.text
    assert "session" not in attempt.answer.cookies
    assert attempt.log["reason"] == BY_NAME[name].expected
    assert attempt.log["correlation_id"] in attempt.answer.text


@pytest.mark.parametrize("name", STARTING_AGAIN)
def test_who_cancels_or_goes_back_starts_again_kindly(name: str, attacker: Attacker) -> None:
    attempt = attacker.hands_in(BY_NAME[name])

    assert (attempt.answer.status_code, attempt.answer.headers["Location"]) == (
        303, "/?sign_in=again",
    )  # fmt: skip
    assert attempt.log["reason"] == BY_NAME[name].expected


def test_a_good_answer_opens_a_session(attacker: Attacker) -> None:
    attempt = attacker.hands_in(BY_NAME["as agreed"])

    assert attempt.answer.status_code == 303
    assert attempt.answer.cookies["session"]
    assert attempt.log["event"] == "signed_in"
