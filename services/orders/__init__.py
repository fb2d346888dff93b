"""Orders: from the wish of a body to the live service."""
