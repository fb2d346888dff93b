"""Pages of the operator's people: queues, decisions, search."""
