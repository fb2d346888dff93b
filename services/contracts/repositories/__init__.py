"""Where contracts, chains, documents and the copies of other services are kept."""
