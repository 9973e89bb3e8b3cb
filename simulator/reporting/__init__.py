"""What people and programs get to see of a call: captions, tables, JUnit."""
