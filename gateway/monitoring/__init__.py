"""What operations see: health, metrics, log lines."""
