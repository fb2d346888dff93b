"""What callers send to identity."""
