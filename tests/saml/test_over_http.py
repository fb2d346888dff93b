"""The running gateway refuses hostile answers with a calm page, and says why in its log."""

import base64
import json
import re
import uuid
from concurrent.futures import ThreadPoolExecutor
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
        field = case.field(self.world(self.begins(browser)))
        reference = uuid.uuid4().hex
        answer = self.posts(browser, field, reference)
        return Attempt(answer, self._logged(reference))

    def posts(
        self, browser: requests.Session, field: str, reference: str = "r"
    ) -> requests.Response:
        """Post an answer as the identity provider's page does, and follow nothing."""
        return browser.post(
            f"{self.system.gateway_url}/saml/acs",
            data={"SAMLResponse": field},
            headers={"X-Request-ID": reference},
            allow_redirects=False,
            timeout=20,
        )

    def account(self, browser: requests.Session) -> str | None:
        """Return who is signed in in this browser, None where nobody is."""
        answer = browser.get(f"{self.system.gateway_url}/api/v1/me", timeout=20)
        return str(answer.json()["id"]) if answer.ok else None

    def begins(self, browser: requests.Session) -> str:
        page = browser.get(f"{self.system.gateway_url}/login", timeout=20)
        found = re.search(r'name="SAMLRequest" value="([^"]+)"', page.text)
        assert found is not None
        return str(etree.fromstring(base64.b64decode(unescape(found[1]))).get("ID"))

    def world(self, request_id: str) -> World:
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


GOOD = BY_NAME["as agreed"]


def test_two_tabs_sign_in_and_both_are_signed_in(attacker: Attacker) -> None:
    browser = requests.Session()
    first, second = attacker.begins(browser), attacker.begins(browser)

    answers = [
        attacker.posts(browser, GOOD.field(attacker.world(request_id)))
        for request_id in (second, first)
    ]
    session = browser.cookies["session"]

    assert [answer.headers["Location"] for answer in answers] == ["/home", "/home"]
    assert [answer.cookies["session"] for answer in answers] == [session, session]
    assert attacker.account(browser)


def test_the_provider_s_page_posts_twice_and_one_session_is_opened(attacker: Attacker) -> None:
    browser = requests.Session()
    field = GOOD.field(attacker.world(attacker.begins(browser)))

    def post(_: int) -> requests.Response:
        tab = requests.Session()
        tab.cookies.update(browser.cookies)
        return attacker.posts(tab, field)

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(post, range(4)))

    assert [answer.headers.get("Location") for answer in answers] == ["/home"] * 4
    assert len({answer.cookies["session"] for answer in answers}) == 1


def test_an_answer_of_another_browser_opens_nothing(attacker: Attacker) -> None:
    browser, thief = requests.Session(), requests.Session()
    field = GOOD.field(attacker.world(attacker.begins(browser)))
    attacker.begins(thief)

    attacker.posts(browser, field)
    stolen = attacker.posts(thief, field)

    assert (stolen.status_code, stolen.headers.get("Location")) == (303, "/?sign_in=again")
    assert attacker.account(thief) is None


def test_who_signed_out_is_not_signed_in_by_the_same_answer(attacker: Attacker) -> None:
    browser = requests.Session()
    field = GOOD.field(attacker.world(attacker.begins(browser)))
    attacker.posts(browser, field)
    binding = browser.cookies["sign-in"]

    csrf = browser.get(f"{attacker.system.gateway_url}/api/v1/me", timeout=20).json()["csrf_token"]
    browser.post(f"{attacker.system.gateway_url}/logout", data={"csrf_token": csrf}, timeout=20)
    browser.cookies.set("sign-in", binding)
    attacker.posts(browser, field)

    assert attacker.account(browser) is None


def test_who_is_signed_in_is_not_told_that_a_sign_in_was_not_finished(attacker: Attacker) -> None:
    browser = requests.Session()
    attacker.posts(browser, GOOD.field(attacker.world(attacker.begins(browser))))

    def start(asker: requests.Session) -> str:
        return asker.get(f"{attacker.system.gateway_url}/?sign_in=again", timeout=20).text

    assert "nicht beendet" not in start(browser)
    assert "Sie sind angemeldet" in start(browser)
    assert "nicht beendet" in start(requests.Session())
