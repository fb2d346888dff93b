"""The pages of the development identity provider."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from flask import Flask, Response, render_template, request

from deploy.local.idp import mailbox, messages
from deploy.local.idp.persons import Person, load_persons

GROUPS = {
    "body": ("Behörden", "Public bodies"),
    "operator": ("Betreiber", "Operator"),
    "vendor": ("Hersteller und IT-Dienstleister", "Vendors"),
    "ministry": ("Ministerium", "Ministry"),
    "special": ("Sonderfälle", "Special cases"),
}


@dataclass(frozen=True)
class IdpConfig:
    """Who we are, and the one service provider we answer; keys as PEM text."""

    entity_id: str
    private_key_pem: str
    certificate_pem: str
    sp_entity_id: str
    sp_acs_url: str
    sp_certificate_pem: str
    sp_encryption_certificate_pem: str
    mail_dir: Path | None = None
    """Where the mails of the test persons lie, if they are to be shown."""


def utc_now() -> datetime:
    """Return the time of this machine."""
    return datetime.now(UTC)


def create_app(config: IdpConfig, *, now: Callable[[], datetime] = utc_now) -> Flask:
    """Return the identity provider as a WSGI application."""
    app = Flask(__name__)
    persons = {person.username: person for person in load_persons()}

    @app.get("/health/live")
    def live() -> dict[str, str]:
        return {"status": "live"}

    @app.route("/ekona/sso", methods=["GET", "POST"])
    def sso() -> str:
        request_id = _request_id(config, request.values.get("SAMLRequest", ""))
        if "cancel" in request.form:
            return _answer(config, messages.cancelled(_envelope(config, request_id, now())))
        if "username" in request.form:
            person = _chosen(persons, request.form["username"])
            return _answer(config, _vouch(config, person, request_id, now()))
        return render_template("persons.html", groups=_grouped(persons), form=request.values)

    @app.get("/mails")
    def mails() -> str:
        to = request.args.get("to", "")
        newest = mailbox.newest(config.mail_dir, to) if config.mail_dir else []
        return render_template("mails.html", mails=newest, to=to)

    @app.errorhandler(messages.RequestRefused)
    def refused(refusal: messages.RequestRefused) -> tuple[str, int]:
        return render_template("refused.html", sentence=str(refusal)), 400

    @app.after_request
    def not_stored(response: Response) -> Response:
        response.headers["Cache-Control"] = "no-store"
        return response

    return app


def _request_id(config: IdpConfig, encoded: str) -> str:
    """Return the id of an AuthnRequest of our service provider, refusing any other."""
    if not encoded:
        raise messages.RequestRefused("Please start the sign-in at the marketplace.")
    authn_request = messages.read_request(encoded, certificate_pem=config.sp_certificate_pem)
    issuer = authn_request.findtext(f"{{{messages.SAML}}}Issuer")
    if issuer != config.sp_entity_id:
        raise messages.RequestRefused(f"The service provider {issuer} is not known here.")
    if authn_request.get("AssertionConsumerServiceURL") != config.sp_acs_url:
        raise messages.RequestRefused("The answer was asked for at an unknown address.")
    return str(authn_request.get("ID"))


def _chosen(persons: dict[str, Person], username: str) -> Person:
    if username not in persons:
        raise messages.RequestRefused("There is no test person of this name.")
    return persons[username]


def _envelope(config: IdpConfig, request_id: str, moment: datetime) -> messages.Envelope:
    return messages.Envelope(
        issuer=config.entity_id,
        audience=config.sp_entity_id,
        acs_url=config.sp_acs_url,
        request_id=request_id,
        now=moment,
    )


def _vouch(
    config: IdpConfig, person: Person, request_id: str, moment: datetime
) -> messages.Element:
    return messages.success(
        _envelope(config, request_id, moment),
        name_id=person.name_id,
        attributes=person.attributes,
        sealed_to=config.sp_encryption_certificate_pem,
    )


def _answer(config: IdpConfig, response: messages.Element) -> str:
    """Return the page that carries the signed answer to the service provider."""
    encoded = messages.signed(
        response, private_key_pem=config.private_key_pem, certificate_pem=config.certificate_pem
    )
    return render_template(
        "answer.html",
        acs_url=config.sp_acs_url,
        saml_response=encoded,
        relay_state=request.form.get("RelayState", ""),
    )


def _grouped(persons: dict[str, Person]) -> list[tuple[tuple[str, str], list[Person]]]:
    """Return the persons under the headings of the page, in the order of the file."""
    by_group = groupby(persons.values(), key=lambda person: person.group)
    return [(GROUPS[group], list(members)) for group, members in by_group]
