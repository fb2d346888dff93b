"""Pages about the levy: a body's own figure, and the runs of the operator."""
