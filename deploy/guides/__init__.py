"""The short guides that ship with the profiles, as PDF, made from the profiles' own facts."""
