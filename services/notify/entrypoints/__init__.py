"""Notify's entrypoints by noun; the service class inherits them."""
