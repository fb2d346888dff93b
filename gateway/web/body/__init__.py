"""Pages of those who act for a public body."""
