"""What a call is connected to: recorded callers, and in time a desk with a microphone."""
