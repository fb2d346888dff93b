"""Looks at pages outside, and never at an address inside."""
