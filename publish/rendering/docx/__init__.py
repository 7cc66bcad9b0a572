"""A publication as a Word document: WordprocessingML of ECMA-376, transitional, in an Open Packaging package."""
