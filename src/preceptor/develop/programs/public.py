"""What other contexts may use of programs: definitions and their cycles."""

from preceptor.develop.programs.definition import Definition
from preceptor.develop.programs.queries import CycleBrief, UnknownCycle, cycle, cycles, cycles_of, open_cycles

__all__ = ["CycleBrief", "Definition", "UnknownCycle", "cycle", "cycles", "cycles_of", "open_cycles"]
