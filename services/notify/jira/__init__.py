"""Tickets as issues of Jira Service Management: our ticket is the record, the issue follows it."""
