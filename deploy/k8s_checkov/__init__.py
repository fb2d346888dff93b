"""Holds the overlays against checkov's rules for pods, with an explicit list of them."""
