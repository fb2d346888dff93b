"""The description of the API for readers: a guide, each operation, the events."""
