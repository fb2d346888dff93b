"""Images of everything that runs: built, looked into, listed (SBOM) and started once each."""
