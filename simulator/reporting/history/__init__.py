"""Every scored call, kept: a database of one person's, or of a class that shares one."""
