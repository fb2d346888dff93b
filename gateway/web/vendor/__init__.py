"""Pages of those who set services up for public bodies."""
