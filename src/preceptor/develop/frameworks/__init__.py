"""Competency frameworks and rubrics, read and handed out as CASE packages."""
