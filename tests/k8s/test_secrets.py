"""`make k8s-secrets` makes what the README's table asks for, so that it fits together."""

import base64
import hashlib
import json
import shutil
import stat
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from deploy.k8s_render import K8S, required_objects
from deploy.k8s_secrets.__main__ import Inside, make, place_of
from deploy.k8s_secrets.values import OPTIONAL, OWNERS

Objects = dict[tuple[str, str], dict[str, str]]
GIVEN = [
    "certificates/IDP_CERTIFICATES",
    "ingress-tls/tls.crt",
    "ingress-tls/tls.key",
    "notify/SMTP_URI",
    "seal/SEAL_PASSPHRASE",
    "seal/SEAL_PKCS12",
]
"""What of production nobody but its operator can give."""


@pytest.fixture(scope="module")
def development(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("secrets") / "dev"
    assert make("dev", out) == []
    return out


@pytest.fixture(scope="module")
def production(development: Path) -> Path:
    """The same keys, as they take their time; one of the things to be given is given."""
    out = development.with_name("prod")
    shutil.copytree(development / "made", out / "made")
    (out / "given/notify").mkdir(parents=True)
    (out / "given/notify/SMTP_URI").write_text("smtps://user:word@relay.example:465\n")
    assert make("prod", out) == [name for name in GIVEN if name != "notify/SMTP_URI"]
    return out


def objects(out: Path) -> Objects:
    documents = list(yaml.safe_load_all((out / "kubernetes.yaml").read_text()))
    return {
        (d["kind"], d["metadata"]["name"]): d.get("stringData") or d["data"]
        for d in documents
        if d["kind"] != "Namespace"
    }


@pytest.mark.parametrize("overlay", ["dev", "prod"])
def test_every_object_of_the_table_is_made_with_its_keys(
    overlay: str, development: Path, production: Path
) -> None:
    made = objects(development if overlay == "dev" else production)

    asked = required_objects(K8S, place_of(overlay).components)
    assert {name: frozenset(held) for name, held in made.items()} == asked
    empty = {f"{name}/{key}" for (_, name), held in made.items() for key in held if not held[key]}
    assert {name for name in empty if name.split("/")[1] not in OPTIONAL} == (
        set() if overlay == "dev" else set(GIVEN) - {"notify/SMTP_URI"}
    )


def test_nobody_else_may_read_any_of_it(development: Path) -> None:
    for path in development.rglob("*"):
        if path.is_file():
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    assert stat.S_IMODE(development.stat().st_mode) == 0o700


def test_a_second_run_keeps_everything(production: Path) -> None:
    before = objects(production)

    make("prod", production)

    assert objects(production) == before


def test_a_given_address_has_no_end_of_line(production: Path) -> None:
    held = objects(production)[("Secret", "notify")]

    assert held["SMTP_URI"] == "smtps://user:word@relay.example:465"


def test_users_of_the_broker_have_the_passwords_their_processes_are_given(
    development: Path,
) -> None:
    made = objects(development)
    definitions = json.loads(made["Secret", "dev-broker"]["definitions.json"])
    hashes = {user["name"]: user["password_hash"] for user in definitions["users"]}

    given = [made["Secret", owner]["AMQP_URI"] for owner in OWNERS]
    given.append(made["Secret", "topology"]["AMQP_ADMIN_URI"])
    given += [made["Secret", "notify"][key] for key in ("VENDOR_AMQP_URI", "VENDOR_BROKER_API")]

    for uri in map(urlsplit, given):
        assert is_hash_of(hashes[unquote(uri.username or "")], unquote(uri.password or ""))
    rows = definitions["permissions"]
    assert {(row["user"], row["vhost"]) for row in rows} >= {(owner, "/") for owner in OWNERS}


def is_hash_of(kept: str, password: str) -> bool:
    salt, digest = base64.b64decode(kept)[:4], base64.b64decode(kept)[4:]
    return hashlib.sha256(salt + password.encode()).digest() == digest


def test_users_of_the_database_open_their_own_database_only(development: Path) -> None:
    made = objects(development)
    lines = made["Secret", "dev-database"]["users.js"].splitlines()
    created: list[dict[str, Any]] = [
        json.loads(line.split("createUser(")[1][:-2]) for line in lines
    ]

    assert [user["roles"] for user in created] == [
        [{"role": "readWrite", "db": owner}] for owner in OWNERS
    ]
    for user in created:
        uri = urlsplit(made["Secret", user["user"]]["MONGO_URI"])
        assert (uri.username, unquote(uri.password or "")) == (user["user"], user["pwd"])


def test_operators_get_the_passwords_of_the_processes_and_all_of_it_is_tls(
    production: Path,
) -> None:
    made = objects(production)

    for owner in OWNERS:
        amqp = urlsplit(made["Secret", owner]["AMQP_URI"])
        mongo = urlsplit(made["Secret", owner]["MONGO_URI"])
        assert (amqp.scheme, amqp.hostname, amqp.port) == ("amqps", "broker", 5671)
        assert "tls=true" in mongo.query.split("&")
        broker = made["Secret", f"broker-{owner}"]
        assert broker == {"username": owner, "password": unquote(amqp.password or "")}
        assert made["Secret", "database-users"][owner] == unquote(mongo.password or "")


def test_certificates_name_the_hosts_and_come_from_the_authority(production: Path) -> None:
    made = objects(production)
    issuer = x509.load_pem_x509_certificate(made["ConfigMap", "authority"]["ca.crt"].encode())
    key = issuer.public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)

    names = {}
    for name in ("broker-tls", "database-tls"):
        certificate = x509.load_pem_x509_certificate(made["Secret", name]["tls.crt"].encode())
        certificate.verify_directly_issued_by(issuer)
        found = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
        names[name] = found.value.get_values_for_type(x509.DNSName)

    assert "broker" in names["broker-tls"]
    assert "*.database-svc.digitalmarkt-prod.svc.cluster.local" in names["database-tls"]


def test_nothing_is_written_into_the_project() -> None:
    with pytest.raises(Inside, match="part of the project"):
        make("dev", K8S / "secrets")

    assert not (K8S / "secrets").exists()
