"""Every setting a process reads is given to it in Kubernetes."""

from dataclasses import MISSING, fields
from typing import Any

import pytest

from deploy.edge.__main__ import EdgeSettings
from deploy.k8s_render import K8S, Resource, rendered, required_objects
from deploy.k8s_resources import of_kind
from gateway.config import GatewaySettings
from services.catalog.settings import CatalogSettings
from services.common.config import ServiceSettings
from services.contracts.sealing.settings import SealSettings
from services.contracts.settings import ContractsSettings
from services.identity.settings import IdentitySettings
from services.notify.jira.settings import JiraSettings
from services.notify.mailing_settings import MailingSettings
from services.notify.quiet import QuietSettings
from services.notify.rendering import Sender
from services.notify.settings import NotifySettings
from services.notify.webhooks.settings import WebhookSettings
from services.orders.settings import OrdersSettings
from tests.shape.sources import SERVICES

READ_BY: dict[str, tuple[type[Any], ...]] = {
    **dict.fromkeys(SERVICES, (ServiceSettings,)),
    "contracts": (ServiceSettings, ContractsSettings),
    "contracts-worker": (ServiceSettings, SealSettings),
    "catalog": (ServiceSettings, CatalogSettings),
    "identity": (ServiceSettings, IdentitySettings),
    "notify": (
        ServiceSettings,
        NotifySettings,
        WebhookSettings,
        MailingSettings,
        Sender,
        QuietSettings,
        JiraSettings,
    ),
    "orders": (ServiceSettings, OrdersSettings),
    "gateway": (GatewaySettings, EdgeSettings),
}
LEFT_TO_DEFAULT = {
    "gateway": {"HTTP_HOST", "INNER_HOST", "RPC_TIMEOUT_S", "EDGE_PATIENCE_S"},
    "orders": {"LINK_STANDS_IN"},
    "notify": {"WEBHOOK_STANDS_IN"},
}
"""Settings whose default is right in every cluster."""


@pytest.fixture(scope="module")
def resources() -> tuple[Resource, ...]:
    """The dev overlay as it is written."""
    return rendered(K8S, [("dev", None)])[0].resources


def given(resources: tuple[Resource, ...], process: str) -> set[str]:
    deployments = {d["metadata"]["name"]: d for d in of_kind(resources, "Deployment")}
    maps = {m["metadata"]["name"]: set(m.get("data", {})) for m in of_kind(resources, "ConfigMap")}
    maps |= {name: set(keys) for (_, name), keys in required_objects().items()}
    names: set[str] = set()
    for container in deployments[process]["spec"]["template"]["spec"]["containers"]:
        names |= {entry["name"] for entry in container.get("env", [])}
        for source in container.get("envFrom", []):
            names |= maps[(source.get("configMapRef") or source["secretRef"])["name"]]
    return names


@pytest.mark.parametrize("process", READ_BY)
def test_every_setting_without_default_is_given(
    resources: tuple[Resource, ...], process: str
) -> None:
    required = {
        spec.name.upper()
        for kind in READ_BY[process]
        for spec in fields(kind)
        if spec.default is MISSING
    }

    assert required - given(resources, process) == set()


@pytest.mark.parametrize("process", READ_BY)
def test_every_other_setting_can_be_changed_there(
    resources: tuple[Resource, ...], process: str
) -> None:
    names = {spec.name.upper() for kind in READ_BY[process] for spec in fields(kind)}

    assert names - given(resources, process) == LEFT_TO_DEFAULT.get(process, set())


@pytest.mark.parametrize("process", READ_BY)
def test_no_setting_is_given_that_nobody_reads(
    resources: tuple[Resource, ...], process: str
) -> None:
    names = {spec.name.upper() for kind in READ_BY[process] for spec in fields(kind)}

    assert given(resources, process) - names <= {"QUEUE_TYPE", "HOME", "TMPDIR"}
