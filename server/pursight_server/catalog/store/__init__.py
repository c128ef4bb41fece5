"""Queries over the catalog: merging a scan, reading assets, annotations, held deletions."""
