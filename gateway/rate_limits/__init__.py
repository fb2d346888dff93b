"""How much anybody may ask, and how it is counted over all processes."""
