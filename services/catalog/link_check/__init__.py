"""Looks at the links of profiles, and never at an address inside."""
