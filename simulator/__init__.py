"""Practise the follow-up call after a job interview, aloud, on your own machine."""

__version__ = "0.1.0"
