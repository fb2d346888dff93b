"""Signing in and out: certificates, passkeys, client credentials."""
