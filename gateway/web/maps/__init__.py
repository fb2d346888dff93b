"""The map of Bavaria: outlines of its districts and municipalities, drawn by pages."""
