"""The references: an empty route, and routes that only keep and read one document.

Each is asked for in a Flask application without anything else, under the gateway's own server.
"""

import os
import uuid
from functools import cache
from typing import Any

from flask import Flask, Response, jsonify, request
from pymongo import MongoClient
from pymongo.collection import Collection

Doc = dict[str, Any]
KEPT = "bare_orders"
"""Where the documents are, in the database of the gateway."""
SHAPE = "shape"
"""The id of the document that every other one is like."""

app = Flask("bare")


@app.get("/")
def empty() -> str:
    """Answer with nothing."""
    return ""


@app.post("/orders")
def insert() -> tuple[Response, int]:
    """Keep one more document as the services keep theirs: majority, journaled."""
    request.get_json()
    doc = {**_shape(), "_id": uuid.uuid4().hex}
    _kept().insert_one(doc)
    return jsonify(doc), 201


@app.get("/orders/<id>")
def read(id: str) -> Response:
    """Return one by its id."""
    return jsonify(_kept().find_one({"_id": id}))


@cache
def _kept() -> Collection[Doc]:
    client: MongoClient[Doc] = MongoClient(os.environ["MONGO_URI"], w="majority", journal=True)
    return client[os.environ["MONGO_DATABASE"]][KEPT]


@cache
def _shape() -> Doc:
    return _kept().find_one({"_id": SHAPE}) or {}
