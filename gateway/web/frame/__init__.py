"""What every page stands in: who reads it, what it asks, its forms and its parts."""
