"""``compose.yaml``: the dev overlay of Kubernetes, said in the words of Docker Compose."""
