"""Identity: who the people and bodies are, and what each of them may do."""
