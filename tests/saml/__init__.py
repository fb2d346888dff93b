"""Good and hostile answers of an identity provider, and what becomes of each."""
