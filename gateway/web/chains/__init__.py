"""The chains above the contracts: who provides what to whom until when, and how it changes."""
