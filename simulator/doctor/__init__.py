"""Whether this desk can make a call, and what to do when it cannot."""
