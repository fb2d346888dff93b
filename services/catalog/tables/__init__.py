"""Profiles as tables: which sheets and columns there are, and the way there and back."""
