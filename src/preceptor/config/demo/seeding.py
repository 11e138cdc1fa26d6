"""What every step of the demonstration may know."""

from dataclasses import dataclass
from datetime import date, datetime

from preceptor.config.demo.generator import DemoDistrict
from preceptor.foundation.district.public import people_by_number


@dataclass(frozen=True)
class Seeding:
    """What every step may know: the moment, the district's day, the seed, the generated district."""

    now: datetime
    today: date
    seed: int
    district: DemoDistrict

    def person_id(self, key: str) -> int:
        """The person behind a persona's key."""
        number = next(one.employee_number for one in self.district.personas if one.key == key)
        return people_by_number([number])[number]
