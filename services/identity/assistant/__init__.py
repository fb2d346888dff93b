"""The certificate assistant: five answers in, what to do next out (ID-11)."""
