"""Posts vendors their events as Standard Webhooks, and never to an address inside."""
