"""Makes the Secrets and ConfigMaps that an overlay needs before it can be applied."""
