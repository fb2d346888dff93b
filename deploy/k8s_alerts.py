"""The alert rules as the Prometheus operator takes them: ``python -m deploy.k8s_alerts``."""

import sys

import yaml

from deploy.k8s_render import MONITORING, Resource, read_yaml


def rule() -> Resource:
    """Return one PrometheusRule with all groups of the file that Prometheus itself would read."""
    return {
        "apiVersion": "monitoring.coreos.com/v1",
        "kind": "PrometheusRule",
        "metadata": {"name": "digitalmarkt"},
        "spec": read_yaml(MONITORING / "alerts.yaml"),
    }


def main() -> int:
    """Print it as YAML."""
    print("# Made by `python -m deploy.k8s_alerts` from deploy/monitoring/alerts.yaml.")
    yaml.safe_dump(rule(), sys.stdout, sort_keys=False, allow_unicode=True, width=100)
    return 0


if __name__ == "__main__":
    sys.exit(main())
