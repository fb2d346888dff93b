"""The JSON API: one table of routes, each of them one call to a service."""
