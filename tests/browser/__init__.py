"""The pages as people meet them: in Debian's chromium, on a desk and on a phone."""
