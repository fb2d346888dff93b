"""The edge in front of the gateway: nginx, its configuration, and how it is started."""
