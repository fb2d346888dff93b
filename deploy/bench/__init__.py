"""Load figures of the running system, as ratios to references measured in the same run."""
