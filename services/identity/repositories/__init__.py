"""Where identity keeps what it owns."""
