"""The initiatives that come with the product, and where those of the district stand."""

from pathlib import Path

from preceptor.resource.initiatives.models import Initiative, Milestone

FOLDER = Path(__file__).resolve().parents[5] / "initiatives"


def shipped_initiatives() -> list[tuple[str, str]]:
    """Name and text of every file that comes with the product."""
    return [(path.name, path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))]


def any_initiative() -> bool:
    """Whether the district has any."""
    return Initiative.objects.exists()


def milestone_ids(key: str) -> dict[str, int]:
    """The milestones of an initiative by their short names."""
    return dict(Milestone.objects.filter(initiative__key=key).values_list("key", "pk"))
