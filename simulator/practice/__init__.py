"""A person's practice: what is before, in and after their call."""
