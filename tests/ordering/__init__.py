"""Ordering: the catalogue, ONIX for the book trade, job tickets, and orders that cannot be taken."""
