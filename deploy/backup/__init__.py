"""All databases at one point in time, kept elsewhere and brought back: ``docs/operations.md``."""
