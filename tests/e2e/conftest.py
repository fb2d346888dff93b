"""The running system as people meet it."""
