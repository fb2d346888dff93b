"""Calls to the services by message, and what the gateway hears of them."""
