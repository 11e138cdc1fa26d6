"""The language in which a district writes its formulas down: models, cross-checks, loader, reference page.

Start at `formula.Formula`, read one with `loader.load_formula`, and look at the shipped ones in `formulas/`.
"""
