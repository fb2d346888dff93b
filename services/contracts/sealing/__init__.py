"""Closing a contract: the final document with its signature page, and the operator's seal on it.

Nothing here runs in the service's own process: the document worker does it, in child processes.
"""
