"""Where catalog keeps what it owns."""
