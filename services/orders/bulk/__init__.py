"""Many orders, or many releases, worked off in the background: exactly one effect per item."""
