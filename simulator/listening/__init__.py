"""Ears: whether somebody speaks, what they said, and what their words do."""
