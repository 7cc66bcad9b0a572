"""The proof: what the source says (ledger), what an edition says (reading), and how they differ (compare)."""
