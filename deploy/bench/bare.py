"""The reference: an empty route of a Flask application without anything else."""

from flask import Flask

app = Flask("bare")


@app.get("/")
def empty() -> str:
    """Answer with nothing."""
    return ""
