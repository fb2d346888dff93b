"""Orders' entrypoints by kind; the service class inherits them."""
