"""Reads EPUBs back, whoever wrote them, and looks through what their pages show and their package claims."""
