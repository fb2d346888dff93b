"""What the gateway answers about one's own account and data."""
