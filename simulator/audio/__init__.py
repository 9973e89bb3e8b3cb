"""Samples: the clock, framing, levels, and files of sound."""
