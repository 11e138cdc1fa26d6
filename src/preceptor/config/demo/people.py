"""The people of the demonstration: invented names, numbers and addresses."""

from dataclasses import dataclass, field
from random import Random

from preceptor.config.demo.names import FAMILY, GIVEN
from preceptor.config.demo.sheets import Sheet, sheet

DOMAIN = "district.example"
FIRST_NUMBER = 200_001


@dataclass(frozen=True)
class DemoPerson:
    """Somebody invented."""

    number: str
    given: str
    family: str
    language: str
    phone: str

    @property
    def email(self) -> str:
        """Work e-mail; the number keeps two people of one name apart."""
        return f"{self.given}.{self.family}.{self.number[-4:]}@{DOMAIN}".lower()


@dataclass
class Roster:
    """Hands out people, one after the other; no two share a name while names last."""

    chance: Random
    names: list[int] = field(default_factory=list)
    people: list[DemoPerson] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.names = self.chance.sample(range(len(GIVEN) * len(FAMILY)), k=len(GIVEN) * len(FAMILY))

    def hire(self) -> DemoPerson:
        """Somebody new."""
        language = "Spanish" if self.chance.random() < 0.12 else "English"
        # 555-0100 to 555-0199 are kept for stories.
        return self.add(language, f"(559) 555-01{self.chance.randrange(100):02d}")

    def add(self, language: str, phone: str) -> DemoPerson:
        """Somebody new who speaks this language and has this telephone."""
        given, family = divmod(self.names[len(self.people)], len(FAMILY))
        person = DemoPerson(
            number=str(FIRST_NUMBER + len(self.people)),
            given=GIVEN[given],
            family=FAMILY[family],
            language=language,
            phone=phone,
        )
        self.people.append(person)
        return person

    def sheet(self) -> Sheet:
        """The personnel office's list of employees."""
        rows = [(one.number, one.given, one.family, one.email, one.phone, one.language, "yes") for one in self.people]
        return sheet("Employee Number,Given Name,Family Name,Work E-mail,Work Phone,Language,Active", rows)
