"""What catalog says to people: its sentences by code, and what codes are called."""
