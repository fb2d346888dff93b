"""The questions people ask, with answers in both languages."""
