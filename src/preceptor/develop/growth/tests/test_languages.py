"""The languages of growth: what is shipped can be read, and what is wrong is told with its line."""

from pathlib import Path

import pytest

from preceptor.develop.frameworks.public import write_package
from preceptor.develop.growth.queries.systems import written
from preceptor.develop.growth.queries.texts import trouble
from preceptor.develop.growth.rules.readiness import Readiness, load_readiness
from preceptor.develop.growth.rules.systems import System, load_system
from preceptor.foundation.accounts.tests.cast import NOW
from preceptor.foundation.district.public import job_codes

SHIPPED = Path(__file__).resolve().parents[1] / "reference"
SYSTEMS = sorted((SHIPPED / "systems").glob("*.toml"))
RULES = sorted((SHIPPED / "readiness").glob("*.toml"))
TEACHERS = (SHIPPED / "systems" / "teachers.toml").read_text()
COACH = (SHIPPED / "readiness" / "coach.toml").read_text()


def system(path: Path) -> System:
    read = load_system(path.read_text(), path.name, job_codes())
    assert isinstance(read, System), [str(each) for each in read]
    return read


def faults(text: str) -> list[str]:
    read = load_system(text, "teachers.toml", job_codes())
    assert isinstance(read, list)
    return [str(each) for each in read]


@pytest.mark.parametrize("path", SYSTEMS, ids=lambda path: path.stem)
def test_every_shipped_system_says_everything_in_spanish_too(path: Path) -> None:
    read = system(path)
    told = [read.group_es, read.says_es, read.agreement.says_es, *(offer.says_es for offer in read.offers)]
    for strand in read.strands.values():
        told += [strand.title_es, strand.says_es]
        for level in strand.levels.values():
            told += [len(level.expects_es) == len(level.expects), len(level.offers_es) == len(level.offers)]
    assert all(told)


def test_the_shipped_systems_share_no_job() -> None:
    jobs = [job for path in SYSTEMS for job in system(path).jobs]
    assert len(jobs) == len(set(jobs))


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_every_shipped_rule_of_readiness_can_be_read(path: Path) -> None:
    read = load_readiness(path.read_text(), path.name, trouble)
    assert isinstance(read, Readiness), [str(each) for each in read]


def test_a_level_that_is_missing_is_named_with_its_line_and_remedy() -> None:
    before, _, rest = TEACHERS.partition("[strands.coaching.levels.leading]")
    told = faults(before + rest.partition("[strands.instruction]")[1] + rest.partition("[strands.instruction]")[2])
    assert len(told) == 1
    assert told[0].startswith("teachers.toml:")
    assert "The strand 'coaching' says nothing of the level 'leading'. Add [strands.coaching.levels.leading]" in told[0]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('jobs = ["teacher"]', 'jobs = ["teecher"]', "The district has no job called 'teecher'."),
        ("levels.emerging]", "levels.beginner]", "'beginner' is not one of the choices."),
        ('strand = "coaching"', 'strand = "couching"', "There is no strand 'couching' in this system."),
        ("[strands.coaching", "[strands.growing", "There is no strand 'coaching', which every group's system has."),
        ('group = "Teachers"', "", "'group' is missing."),
        ('says = "Working', 'seys = "Working', "The language has no word 'seys' here. Did you mean 'says'?"),
    ],
)
def test_what_is_wrong_is_told(old: str, new: str, says: str) -> None:
    assert any(says in each for each in faults(TEACHERS.replace(old, new)))


def test_a_condition_over_an_unknown_fact_is_told() -> None:
    read = load_readiness(COACH.replace('"coaching_level >= 3"', '"couching_level >= 3"'), "coach.toml", trouble)
    assert isinstance(read, list)
    assert "There is no fact called couching_level. Did you mean coaching_level" in str(read[0])


@pytest.mark.parametrize("path", SYSTEMS, ids=lambda path: path.stem)
def test_a_rubric_has_a_criterion_for_each_strand_and_four_levels_each(path: Path) -> None:
    read = system(path)
    (made,) = write_package(written(read, 1), "https://d.example", NOW)["CFRubrics"]
    scores = [[level["score"] for level in each["CFRubricCriterionLevels"]] for each in made["CFRubricCriteria"]]
    assert scores == [[1, 2, 3, 4]] * len(read.strands)
