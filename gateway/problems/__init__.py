"""Refusals as clients see them, and what each code means."""
