"""What callers send to notify, by noun."""
