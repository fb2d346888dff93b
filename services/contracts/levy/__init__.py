"""The levy: runs from their inputs, each payer's figure with its explanation, and as files."""
