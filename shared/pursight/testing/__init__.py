"""Conformance kits, shipped so that anyone can use them."""
