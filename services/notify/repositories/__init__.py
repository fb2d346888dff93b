"""Where notify keeps what it owns, and how it looks people up."""
