"""What may be kept of an address that is forgotten, or told to who knows it anyway."""

import hashlib


def address_hash(address: str) -> str:
    """Give what tells two addresses apart and names none."""
    return hashlib.sha256(address.strip().lower().encode()).hexdigest()[:32]
