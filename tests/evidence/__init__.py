"""Evidence of a contract, made without a system: signed by sign-ins of a test's own provider."""
