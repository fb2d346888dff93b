"""Who calls: sessions, access tokens, and the principal signed for the services."""
