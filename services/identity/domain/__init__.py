"""The rules about people, bodies and what they may do; plain Python."""
