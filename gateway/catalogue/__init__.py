"""Catalogue answers held in memory, until the catalogue changes."""
