"""Notify: the conversation about an order, and everyone who must be told."""
