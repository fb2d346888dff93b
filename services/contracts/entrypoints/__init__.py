"""What contracts answers and hears, noun by noun."""
