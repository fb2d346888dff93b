"""The profiles and vendors the catalogue starts with, as committed tables and their reader."""
