"""What goes over the broker: calls, events, read copies, and what keeps them from being lost."""
