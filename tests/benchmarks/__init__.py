"""Measures every figure that the project promises, and prints it beside its goal."""
