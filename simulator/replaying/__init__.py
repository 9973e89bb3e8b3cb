"""Recorded calls, many at a time: played through the program again, or only scored."""
