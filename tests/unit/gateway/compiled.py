"""Routes and templates are compiled once per process, not once for each application of a test."""

from typing import Any

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Rule


class KeptTemplates(BytecodeCache):
    """What templates were compiled to; a changed source has another checksum."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        kept = self._kept.get(bucket.key)
        if kept is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


def compile_once() -> None:
    """Keep what Flask compiles; without this, building applications takes most of the time."""
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": KeptTemplates()}
    compiled: dict[Any, Rule] = {}
    compile_rule = Rule.compile

    def once(rule: Rule) -> None:
        key = (rule.rule, rule.subdomain, rule.host, rule.merge_slashes, repr(rule.defaults))
        if key in compiled:
            _take(rule, compiled[key])
        else:
            compile_rule(rule)
            compiled[key] = rule

    Rule.compile = once


def _take(rule: Rule, known: Rule) -> None:
    """Let a rule be what an equal one was compiled to; nothing of it changes any more."""
    for name in ("_parts", "_trace", "_converters", "arguments"):
        setattr(rule, name, getattr(known, name))
    for name in ("_build", "_build_unknown"):
        setattr(rule, name, getattr(known, name).__func__.__get__(rule))
