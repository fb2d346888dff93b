"""Autoscalers as the manifests set them, played over measured rates."""
