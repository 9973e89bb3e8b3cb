"""The conversation: who holds the floor, what the recruiter says, and the record of it."""
