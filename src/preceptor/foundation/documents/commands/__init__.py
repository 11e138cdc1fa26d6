"""Changes of documents: files kept and removed, texts published, signatures given."""
