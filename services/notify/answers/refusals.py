"""With which codes of its own each call of notify may refuse, by status."""

REFUSALS: dict[str, dict[int, tuple[str, ...]]] = {}
