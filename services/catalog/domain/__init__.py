"""The rules about profiles and vendors; plain Python."""
