"""What it takes to run the system: on a cluster (`k8s`) and on one machine (`local`)."""
