"""Catalog: which ready-made online services there are, and who makes and runs them."""
