"""What processes in Kubernetes are told of queues and hearers is what the code says."""

from deploy.k8s_render import K8S
from services.common import topology


def test_what_every_process_is_told_follows_from_the_service_classes() -> None:
    plans = [topology.plan_of(topology.service_class(name)) for name in topology.SERVICES]

    committed = (K8S / "base/settings/topology.env").read_text().strip()

    told = topology.settings_of(plans)
    assert committed.splitlines() == [f"{name}={value}" for name, value in told.items()]
    assert all(f"{h.source}/{h.kind}" in told["HEARD"] for plan in plans for h in plan.heard)


def test_a_marker_changes_with_what_its_service_hears() -> None:
    one = topology.Plan("orders", (topology.Heard("q", "contracts", "contract.signed"),))
    other = topology.Plan("orders", (topology.Heard("q", "contracts", "contract.offered"),))

    assert one.marker != other.marker
    assert one.marker.startswith("topology.orders.")
