"""The report of one call as a page: one file that opens from disk and needs no network."""
