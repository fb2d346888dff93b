"""The rules about agreements and contracts; plain Python."""
