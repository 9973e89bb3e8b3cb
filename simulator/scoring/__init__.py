"""The score: what the recording shows of the four steps, with the evidence for each finding."""
