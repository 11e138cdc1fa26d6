"""Tasks, rubrics and standing, decided on plain values."""
