"""An import contract of our own: other contexts are reached only through their `public` module."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output
from importlinter.domain import helpers


def _breaches(graph: ImportGraph, context: str) -> list[tuple[str, str]]:
    """Imports from outside that reach past the public module of a context; tests are free to look inside."""
    inside = {context, *graph.find_descendants(context)}
    hidden = inside - {context, f"{context}.public"}
    found = {(importer, module) for module in hidden for importer in graph.find_modules_that_directly_import(module)}
    return sorted(
        (importer, module) for importer, module in found if importer not in inside and ".tests" not in importer
    )


class PublicOnlyContract(Contract):
    """No module outside a context imports anything of it but its `public`."""

    type_name = "public_only"
    contexts = fields.ListField(subfield=fields.ModuleExpressionField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Collect every breach of every context."""
        names = {
            module.name
            for expression in self.contexts
            for module in helpers.module_expression_to_modules(graph=graph, expression=expression, as_packages=False)
        }
        breaches = [breach for name in sorted(names) for breach in _breaches(graph, name)]
        return ContractCheck(kept=not breaches, metadata={"breaches": breaches})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each import that reached too far."""
        for importer, module in check.metadata["breaches"]:
            output.print_error(f"{importer} imports {module}; take it from that context's public module instead.")
