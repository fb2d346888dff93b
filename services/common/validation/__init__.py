"""Where input becomes types: schemas, their fields, and what a text may hold."""
