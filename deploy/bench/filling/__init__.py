"""Fills a running system with what years leave behind, each document as the product writes it."""
