"""``compose.yaml`` follows the Compose specification and gives each process what it reads.

``compose-spec.json`` is that of compose-spec/compose-spec (Apache-2.0), as check-jsonschema 0.39.0
ships it.
"""

import hashlib
import json
import re
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from deploy.compose import secrets
from deploy.compose.__main__ import FILE, made, text_of
from deploy.compose.services import SOURCES, TOPOLOGY
from deploy.local.keys import make_keys
from deploy.local.specs import ROOT
from tests.k8s.test_settings import READ_BY

SCHEMA = Path(__file__).with_name("compose-spec.json")
SCHEMA_SHA256 = "d549057ebc2925f39f62799eab0db7b9e2c18b35b6c00595199116da3ed10e64"
Compose = dict[str, Any]


@pytest.fixture(scope="module")
def compose() -> Compose:
    """The file as it lies there."""
    return dict(yaml.safe_load(FILE.read_text("utf-8")))


def given(compose: Compose, process: str) -> set[str]:
    """Return the settings a process finds: of the gateway, those of the edge beside it, too."""
    names: set[str] = set()
    for name in {"gateway": ("gateway", "edge")}.get(process, (process,)):
        service = compose["services"][name]
        names |= {*service.get("environment", {}), *service.get("x-taken", {})}
        if TOPOLOGY in service.get("env_file", []):
            told = (ROOT / TOPOLOGY).read_text().splitlines()
            names |= {line.partition("=")[0] for line in told}
    return names


def lacking(compose: Compose) -> dict[str, set[str]]:
    """Return the settings that processes read, have no default, and are not given."""
    needed = {
        process: {
            spec.name.upper() for kind in kinds for spec in fields(kind) if spec.default is MISSING
        }
        for process, kinds in READ_BY.items()
    }
    found = {name: wanted - given(compose, name) for name, wanted in needed.items()}
    return {name: wanted for name, wanted in found.items() if wanted}


def test_it_follows_the_specification(compose: Compose) -> None:
    schema = SCHEMA.read_bytes()
    assert hashlib.sha256(schema).hexdigest() == SCHEMA_SHA256

    found = Draft202012Validator(json.loads(schema)).iter_errors(compose)

    assert [error.message for error in found] == []


def test_a_word_the_specification_does_not_know_is_found(compose: Compose) -> None:
    compose = json.loads(json.dumps(compose))
    compose["services"]["orders"]["read_onyl"] = True

    found = Draft202012Validator(json.loads(SCHEMA.read_text())).iter_errors(compose)

    assert ["read_onyl" in error.message for error in found] == [True]


def test_it_says_what_the_manifests_say() -> None:
    assert FILE.read_text("utf-8") == text_of(made())


def test_each_process_is_given_what_it_reads(compose: Compose) -> None:
    assert lacking(compose) == {}


@pytest.mark.parametrize("process", READ_BY)
def test_a_setting_that_is_missing_is_found(compose: Compose, process: str) -> None:
    poorer = json.loads(json.dumps(compose))
    del poorer["services"][process]["x-taken"]["MONGO_URI"]

    assert lacking(poorer) == {process: {"MONGO_URI"}}


def test_no_secret_stands_in_it(compose: Compose) -> None:
    text = FILE.read_text("utf-8")
    assert re.findall(r"://[^/\s:@]+:[^/\s@]+@|BEGIN [A-Z ]*PRIVATE", text) == []
    for service in compose["services"].values():
        told = {name: value for name, value in service.get("environment", {}).items() if value}
        assert not {n for n in told if re.search("PASSWORD|SECRET|PRIVATE|_URI$|_KEYS?$", n)}


def test_what_it_mounts_is_there(compose: Compose) -> None:
    mounted = [v for s in compose["services"].values() for v in s.get("volumes", [])]
    local = [volume.partition(":")[0] for volume in mounted if volume.startswith("./")]

    assert len(local) == sum(map(len, SOURCES.values()))
    assert [path for path in local if not (ROOT / path).exists()] == []


def objects_for(compose: Compose, folder: Path) -> list[dict[str, Any]]:
    """Return manifests with all that services take: a PEM key where one is due, else a word."""
    key = make_keys(folder / "keys").token_private.read_text()
    found: dict[str, dict[str, str]] = {}
    for at in secrets.missing(compose, {}):
        name, _, wanted = at.partition("/")
        value = key if "PRIVATE_KEY" in wanted else f'a $word "of" {wanted}'
        found.setdefault(name, {})[wanted] = value
    return [
        {"kind": "Secret", "metadata": {"name": name}, "stringData": data}
        for name, data in found.items()
    ]


def test_env_files_hold_what_was_made_for_us_alone(compose: Compose, tmp_path: Path) -> None:
    manifests = objects_for(compose, tmp_path)
    (tmp_path / "made.yaml").write_text(yaml.safe_dump_all(manifests))
    objects = secrets.objects_in(tmp_path)

    written = secrets.write(compose, objects, tmp_path / "out")

    env = [path for path in written if path.suffix == ".env"]
    assert {path.stem for path in env} == {
        name for name, service in compose["services"].items() if "x-taken" in service
    }
    assert {oct(path.stat().st_mode & 0o777) for path in env} == {"0o600"}
    lines = (tmp_path / "out/gateway.env").read_text().splitlines()
    assert len(lines) == len(compose["services"]["gateway"]["x-taken"])
    told = dict(line.split("=", 1) for line in lines)
    key = objects["gateway"]["TOKEN_PRIVATE_KEY"]
    assert told["TOKEN_PRIVATE_KEY"] == '"' + key.replace("\n", "\\n") + '"'
    assert told["AMQP_URI"] == '"a \\$word \\"of\\" AMQP_URI"'


def test_what_was_not_made_is_told(compose: Compose, tmp_path: Path) -> None:
    assert "orders/AMQP_URI" in [*secrets.missing(compose, {"gateway": {"AMQP_URI": "a"}})]
    with pytest.raises(secrets.Missing):
        secrets.write(compose, {}, tmp_path)
