"""The mouth: voices that turn text into samples, and scripts of text and pauses."""
