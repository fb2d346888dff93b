"""Tickets, mails and vendor events, without a wire or a database."""
