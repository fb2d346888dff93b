"""The rules about orders; plain Python."""
