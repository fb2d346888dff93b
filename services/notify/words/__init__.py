"""Notify's texts for people, by code and by noun."""

from services.notify.words.refusals import WORDS

__all__ = ["WORDS"]
