"""Lists as files, and files as lists. Empty, for the child process must not import Flask."""
