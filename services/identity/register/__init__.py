"""The official register of Bavarian bodies, as committed tables and their reader."""
