"""What everyone may read: the catalogue, its services, and what is said about the market."""
