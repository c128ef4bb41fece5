"""One pass over a table: measure, classify and check its batches."""
