"""The development identity provider and the gateway understand each other."""

import base64
import html
import re
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from deploy.local.idp import IdpConfig, create_app, mailbox
from deploy.local.idp.__main__ import TEST_ENTITY_ID, config_from
from deploy.local.idp.persons import Person, load_persons, name_id_of, organisation_id_of
from deploy.local.keys import Keys, make_keys
from gateway.saml import messages

SP_ENTITY_ID = "https://sp.example"
ACS_URL = "https://sp.example/saml/acs"
PERSONS = {person.username: person for person in load_persons()}
REFUSED = {
    "low-trust": "trust-level-low",
    "test-account": "test-account",
    "natural-person": "natural-person",
    "wrong-number-kind": "account-kind",
}
ACCEPTED = [person for person in PERSONS.values() if person.username not in REFUSED]


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    return make_keys(tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="module")
def now() -> datetime:
    return datetime.now(UTC)  # the certificates are valid from now on


@pytest.fixture(scope="module")
def sp(keys: Keys) -> messages.ServiceProvider:
    return messages.ServiceProvider(
        entity_id=SP_ENTITY_ID,
        acs_url=ACS_URL,
        private_key_pem=keys.sp_key.read_text(),
        certificate_pem=keys.sp_certificate.read_text(),
        decryption_keys=(keys.sp_decryption_key.read_text(),),
        encryption_certificate_pem=keys.sp_encryption_certificate.read_text(),
    )


@pytest.fixture(scope="module")
def idp(keys: Keys) -> messages.IdentityProvider:
    certificates = (keys.idp_certificate.read_text(),)
    return messages.IdentityProvider(TEST_ENTITY_ID, "http://127.0.0.1/ekona/sso", certificates)


@pytest.fixture(scope="module")
def client(keys: Keys, now: datetime) -> FlaskClient:
    config = IdpConfig(
        entity_id=TEST_ENTITY_ID,
        private_key_pem=keys.idp_key.read_text(),
        certificate_pem=keys.idp_certificate.read_text(),
        sp_entity_id=SP_ENTITY_ID,
        sp_acs_url=ACS_URL,
        sp_certificate_pem=keys.sp_certificate.read_text(),
        sp_encryption_certificate_pem=keys.sp_encryption_certificate.read_text(),
    )
    return create_app(config, now=lambda: now).test_client()


class Browser:
    """Carries the forms between the two ends, as a person's browser does."""

    def __init__(
        self,
        client: FlaskClient,
        *,
        sp: messages.ServiceProvider,
        idp: messages.IdentityProvider,
        now: datetime,
    ) -> None:
        self.client, self.sp, self.idp, self.now = client, sp, idp, now
        self.request_id = messages.new_request_id(None)

    def opens_the_list(self) -> str:
        request = messages.authn_request(
            self.sp, self.idp, request_id=self.request_id, now=self.now
        )
        form = {"SAMLRequest": request, "RelayState": 'next="/x"'}
        return self.client.post("/ekona/sso", data=form).get_data(as_text=True)

    def answers_the_list(self, **choice: str) -> str:
        form = fields_of(self.opens_the_list()) | choice
        return self.client.post("/ekona/sso", data=form).get_data(as_text=True)

    def returns_to_the_gateway(self, page: str) -> messages.Assertion:
        return messages.read_response(
            fields_of(page)["SAMLResponse"],
            self.sp,
            idp=self.idp,
            now=self.now,
            expected_request_id=self.request_id,
        )


@pytest.fixture
def browser(
    client: FlaskClient, sp: messages.ServiceProvider, idp: messages.IdentityProvider, now: datetime
) -> Browser:
    return Browser(client, sp=sp, idp=idp, now=now)


def fields_of(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in found}


def test_the_list_offers_every_person_and_a_way_out(browser: Browser) -> None:
    page = browser.opens_the_list()

    offered = re.findall(r'name="username" value="([^"]+)"', page)

    assert offered == list(PERSONS)
    assert 'name="cancel"' in page


@pytest.mark.parametrize("person", ACCEPTED, ids=lambda person: person.username)
def test_the_gateway_accepts_the_answer_for(person: Person, browser: Browser) -> None:
    page = browser.answers_the_list(username=person.username)

    assertion = browser.returns_to_the_gateway(page)

    assert assertion.name_id == person.name_id
    assert assertion.organisation == person.organisation
    assert assertion.attributes["Firmenname"] == person.organisation_name
    assert assertion.attributes["Unternehmensanschrift"] == person.address
    named = assertion.acting_person and assertion.acting_person["Nachname"]
    assert named == (person.family_name if person.names_person else None)


def test_the_answer_goes_to_the_gateway_with_the_relay_state(browser: Browser) -> None:
    page = browser.answers_the_list(username="reviewer")

    assert f'<form method="post" action="{ACS_URL}">' in page
    assert fields_of(page)["RelayState"] == 'next="/x"'


@pytest.mark.parametrize(("username", "reason"), REFUSED.items())
def test_the_gateway_refuses_the_answer_for(username: str, reason: str, browser: Browser) -> None:
    page = browser.answers_the_list(username=username)

    with pytest.raises(messages.SignInRefused) as refused:
        browser.returns_to_the_gateway(page)

    assert refused.value.reason == reason


def test_nothing_of_the_person_can_be_read_on_the_way(browser: Browser) -> None:
    person = PERSONS["double-name"]
    page = browser.answers_the_list(username=person.username)

    on_the_way = base64.b64decode(fields_of(page)["SAMLResponse"]).decode()

    assert "EncryptedAssertion" in on_the_way
    assert person.name_id not in on_the_way
    assert person.family_name not in on_the_way


def test_a_certificate_may_write_an_umlaut_differently(browser: Browser) -> None:
    page = browser.answers_the_list(username="umlaut")

    assertion = browser.returns_to_the_gateway(page)

    assert assertion.acting_person is not None
    assert assertion.acting_person["Nachname"] == "Groessl"
    assert PERSONS["umlaut"].display_name == "Jürgen Größl"


def test_cancelling_is_told_to_the_gateway(browser: Browser) -> None:
    page = browser.answers_the_list(cancel="1")

    with pytest.raises(messages.SignInRefused) as refused:
        browser.returns_to_the_gateway(page)

    assert refused.value.reason == "cancelled"


def test_a_request_that_was_changed_on_the_way_is_refused(browser: Browser) -> None:
    form = fields_of(browser.opens_the_list())
    changed = base64.b64decode(form["SAMLRequest"]).replace(b'ForceAuthn="true"', b"")

    answer = browser.client.post(
        "/ekona/sso", data={"SAMLRequest": base64.b64encode(changed).decode()}
    )

    assert answer.status_code == 400


@pytest.mark.parametrize(
    "form", [{}, {"SAMLRequest": "no request"}, {"SAMLRequest": "é"}, {"SAMLRequest": "PHgvPg=="}]
)
def test_without_a_request_there_is_nothing_to_answer(
    form: dict[str, str], client: FlaskClient
) -> None:
    answer = client.post("/ekona/sso", data=form)

    assert answer.status_code == 400


def test_a_stranger_is_refused(browser: Browser) -> None:
    page = browser.answers_the_list(username="nobody")

    assert "SAMLResponse" not in page


def test_it_is_live(client: FlaskClient) -> None:
    answer = client.get("/health/live")

    assert answer.status_code == 200


def test_the_file_holds_the_pseudonyms_the_code_derives() -> None:
    derived = {
        name: (name_id_of(name), organisation_id_of(person.organisation_name))
        for name, person in PERSONS.items()
    }

    written = {name: (person.name_id, person.organisation) for name, person in PERSONS.items()}

    assert written == derived
    assert len({person.name_id for person in PERSONS.values()}) == len(PERSONS)


def test_the_settings_come_from_the_environment(keys: Keys) -> None:
    environment = {
        "IDP_PORT": "8081",
        "IDP_KEY_FILE": str(keys.idp_key),
        "IDP_CERT_FILE": str(keys.idp_certificate),
        "SP_ENTITY_ID": SP_ENTITY_ID,
        "SP_ACS_URL": ACS_URL,
        "SP_CERT_FILE": str(keys.sp_certificate),
        "SP_ENCRYPTION_CERT_FILE": str(keys.sp_encryption_certificate),
    }

    config = config_from(environment)

    assert config.entity_id == TEST_ENTITY_ID
    assert config.sp_encryption_certificate_pem == keys.sp_encryption_certificate.read_text()
    with pytest.raises(SystemExit, match=r"IDP_PORT, .*SP_ENCRYPTION_CERT_FILE"):
        config_from({})


def test_keys_are_made_once_and_for_their_owner_only(tmp_path: Path) -> None:
    first = make_keys(tmp_path)
    contents = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    second = make_keys(tmp_path)

    assert second == first
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == contents
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}
    assert len(contents) == 10


def test_the_mails_of_the_test_persons_can_be_read_and_their_links_followed(
    tmp_path: Path,
) -> None:
    for number, to in enumerate(("anna@amt.example", "max@amt.example")):
        mail = EmailMessage()
        mail["To"], mail["Subject"] = to, f"Nr. {number} <b>"
        mail["Date"] = "Fri, 27 Nov 2026 12:00:00 +0000"
        mail.set_content("Bitte bestätigen: http://127.0.0.1/x?token=abc")
        (tmp_path / f"{number}.eml").write_bytes(mail.as_bytes())

    newest = mailbox.newest(tmp_path, "MAX")

    assert [(mail.to, mail.subject) for mail in newest] == [("max@amt.example", "Nr. 1 <b>")]
    assert newest[0].parts[1] == "http://127.0.0.1/x?token=abc"
    assert len(mailbox.newest(tmp_path)) == 2


def test_where_no_mails_are_to_be_shown_there_are_none(client: FlaskClient) -> None:
    page = client.get("/mails?to=<b>").text

    assert "Noch keine Mail" in page
    assert "<b>" not in page
