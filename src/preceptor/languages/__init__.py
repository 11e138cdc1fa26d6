"""The ground under the house's written languages: a model read from TOML, every fault on its line, a reference page.

Pure Python, and knows no language in particular: `develop.programs.definition` and `planning.allocation.formula`
stand on it.
"""
