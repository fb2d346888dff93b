"""What callers send to catalog."""
