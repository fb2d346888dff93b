"""Contracts: the chain of agreements, and the contract each order ends in."""
