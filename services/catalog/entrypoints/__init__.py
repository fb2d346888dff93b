"""What catalog answers and hears, one module a noun."""
