"""The markers the processes wait for in Kubernetes are those of the code."""

from deploy.k8s_render import K8S
from services.common import topology


def test_the_committed_markers_follow_from_the_service_classes() -> None:
    plans = [topology.plan_of(topology.service_class(name)) for name in topology.SERVICES]

    committed = (K8S / "base/settings/topology.env").read_text().strip()

    assert committed == "TOPOLOGY=" + ",".join(plan.marker for plan in plans)


def test_a_marker_changes_with_what_its_service_hears() -> None:
    one = topology.Plan("orders", (topology.Heard("q", "contracts", "contract.signed"),))
    other = topology.Plan("orders", (topology.Heard("q", "contracts", "contract.offered"),))

    assert one.marker != other.marker
    assert one.marker.startswith("topology.orders.")
