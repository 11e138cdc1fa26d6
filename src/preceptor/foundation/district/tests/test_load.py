"""Loading files: told before it is done, all or nothing, the same the second time."""

from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from preceptor.foundation.audit.models import Entry
from preceptor.foundation.audit.public import SYSTEM, Actor, NotPermitted
from preceptor.foundation.district import public
from preceptor.foundation.district.commands.load import LoadRefused, load
from preceptor.foundation.district.models import GroupMembership, OrgUnit, Person, Position, School, SchoolFigure
from preceptor.foundation.district.tests.conftest import NOW, PEOPLE, POSITIONS, SCHOOLS, UNITS, give
from preceptor.foundation.look.public import Refusal

REAL = Path(__file__).resolve().parents[6] / "shared" / "data" / "lausd_schools_2022" / "lausd_schools_joined.csv"
ON = date(2026, 11, 20)


def codes(kind: str, text: str | bytes) -> list[tuple[int, str]]:
    """Rows and sentences of the faults for which a file is refused."""
    with pytest.raises(LoadRefused) as caught:
        give(kind, text)
    return [(one.row, one.sentence) for one in caught.value.told]


def ids() -> dict[str, int]:
    return public.people_by_number(["1", "2", "3", "4"])


@pytest.mark.usefixtures("little_district")
class TestLittleDistrict:
    """What holds once the little district is loaded."""

    @pytest.mark.parametrize(
        ("kind", "text"), [("units", UNITS), ("schools", SCHOOLS), ("people", PEOPLE), ("positions", POSITIONS)]
    )
    def test_a_second_time_changes_nothing(self, kind: str, text: str) -> None:
        entries = Entry.objects.count()
        outcome = give(kind, text)
        assert all((part.new, part.changed) == (0, 0) for part in outcome.parts)
        assert "0 new, 0 changed" in str(outcome.parts[-1])
        assert Entry.objects.count() == entries

    def test_schools_hang_under_their_local_districts(self) -> None:
        assert OrgUnit.objects.get(code="S1").parent == OrgUnit.objects.get(code="LD-N")
        assert OrgUnit.objects.get(code="S1").path.startswith(OrgUnit.objects.get(code="D").path)

    def test_a_school_that_moves_leaves_its_old_local_district_that_day(self) -> None:
        later = NOW + timedelta(days=40)
        give("schools", SCHOOLS.replace("36.2,-119.2,North,LD-N", "36.2,-119.2,South,LD-S"), now=later)
        assert GroupMembership.objects.get(school__code="S2", group__code="LD-N").end == later.date()
        assert GroupMembership.objects.get(school__code="S2", end=None).group.code == "LD-S"
        assert OrgUnit.objects.get(code="S2").path.startswith(OrgUnit.objects.get(code="LD-S").path)

    def test_the_supervisor_of_record_comes_from_the_reporting_line(self) -> None:
        number = ids()
        assert public.reporting_line(number["4"], ON) == (number["3"], number["2"], number["1"])
        assert [one.name for one in public.direct_reports(number["2"], ON)] == ["Cy Okafor"]

    def test_a_column_that_the_file_lacks_leaves_what_stands(self) -> None:
        give("people", "Employee Number,Given Name,Family Name,Work E-mail\n1,Ana,Rojas-Paz,ana@d.example\n")
        assert Person.objects.get(employee_number="1").phone == "555-0100"

    def test_a_dry_run_writes_nothing(self) -> None:
        outcome = give("people", PEOPLE.replace("Rojas", "Paz"), dry_run=True)
        assert (outcome.parts[0].changed, outcome.written) == (1, False)
        assert "family_name: Rojas → Paz" in outcome.parts[0].samples[0].how
        assert Person.objects.get(employee_number="1").family_name == "Rojas"

    def test_one_fault_keeps_the_whole_file_out(self) -> None:
        assert codes("people", PEOPLE + "5,Ed,New,ed@d.example,,English\n6,Flo,New,flo,,English\n")[0][0] == 7
        assert not Person.objects.filter(employee_number="5").exists()

    def test_every_fault_has_its_row_and_a_remedy(self) -> None:
        bad = POSITIONS + "50,9,principal,Principal,S9,Perm,44724,,\n50,9,wizard,W,S1,Perm,07/01/2020,,99\n"
        with pytest.raises(LoadRefused) as caught:
            give("positions", bad)
        assert [one.row for one in caught.value.told] == [6, 7]
        assert all(one.remedy for one in caught.value.told)

    def test_references_that_do_not_exist_are_told(self) -> None:
        found = codes("positions", POSITIONS + "50,9,principal,Principal,S9,Perm,07/01/2020,,99\n")
        assert [row for row, _ in found] == [6, 6, 6]

    def test_a_circle_of_reports_is_refused(self) -> None:
        ((row, sentence),) = codes("positions", POSITIONS.replace("D,Perm,07/01/2018,,", "D,Perm,07/01/2018,,30"))
        assert (row, sentence.count("→")) == (0, 3)

    def test_a_seat_with_two_holders_at_once_is_refused(self) -> None:
        ((row, sentence),) = codes("positions", POSITIONS + "30,4,principal,Principal,S1,Perm,07/01/2024,,20\n")
        assert (row, "30" in sentence) == (6, True)

    def test_the_next_holder_of_a_seat_keeps_the_history(self) -> None:
        ended = POSITIONS.replace("07/01/2020,,20", "07/01/2020,07/01/2026,20")
        give("positions", ended + "30,4,principal,Principal,S1,Perm,07/01/2026,,20\n")
        assert public.first_start_in_job(ids().values(), "principal") == {
            ids()["3"]: date(2020, 7, 1),
            ids()["4"]: date(2026, 7, 1),
        }
        assert Position.objects.filter(number="30").count() == 2

    def test_schools_led_before_are_known_with_their_levels_and_days(self) -> None:
        moved = POSITIONS.replace("07/01/2020,,20", "07/01/2020,07/01/2023,20")
        give(
            "positions",
            moved + "31,3,principal,Principal,S2,Perm,07/01/2023,,20\n32,4,principal,P,S3,Acting,07/01/2025,,20\n",
        )
        found = public.tenures(ids().values(), "principal", ON)
        led = [(each.level, each.start, each.end) for each in found[ids()["3"]]]
        assert led == [
            ("elementary", date(2020, 7, 1), date(2023, 7, 1)),
            ("middle", date(2023, 7, 1), None),
        ]
        assert ids()["4"] not in found

    def test_somebody_elses_address_is_refused(self) -> None:
        assert codes("people", "Employee Number,Given Name,Family Name,Work E-mail\n9,X,Y,ana@d.example\n")[0][0] == 2

    def test_standing_is_loaded_and_only_the_latest_fact_counts(self) -> None:
        head = "Employee Number,Record,Value,As Of,Source\n"
        give(
            "standing",
            head + "3,Evaluation,Below standard,06/30/2024,File\n3,Evaluation,Meets standard,06/30/2026,File\n",
        )
        assert public.standing_of(ids()["3"], ON)["evaluation"].value == "meets"
        assert public.standing_of(ids()["3"], date(2025, 1, 1))["evaluation"].value == "below_standard"

    def test_a_standing_fact_still_to_come_is_refused(self) -> None:
        head = "Employee Number,Record,Value,As Of,Source\n"
        assert codes("standing", head + "3,Suspension,no,06/30/2031,File\n")[0][0] == 2

    def test_samples_of_standing_are_never_shown(self) -> None:
        head = "Employee Number,Record,Value,As Of,Source\n"
        assert give("standing", head + "3,Suspension,no,06/30/2026,File\n", dry_run=True).parts[0].samples == ()

    def test_feeder_shares_come_to_one_at_most(self) -> None:
        head = "From School Code,To School Code,Share,School Year\n"
        assert codes("feeders", head + "S1,S2,0.7,2026-27\nS1,S3,0.7,2026-27\n")

    def test_a_group_of_a_kind_follows_another(self) -> None:
        head = "School Code,Group Type,Group Code,Group Name,Start Date,End Date\n"
        text = head + "S1,community,A,A,07/01/2020,\nS1,community,B,B,07/01/2024,\n"
        give("groups", text)
        assert public.schools_in_group("community", "A", ON) == []
        assert all((part.new, part.changed) == (0, 0) for part in give("groups", text).parts)

    def test_whoever_may_not_load_is_refused(self, allowed: set[str]) -> None:
        allowed.clear()
        with pytest.raises(NotPermitted):
            load(kind="people", data=PEOPLE.encode(), by=Actor("person", 1, "A"), now=NOW)

    def test_standing_needs_a_permission_of_its_own(self, allowed: set[str]) -> None:
        allowed.discard("district.standing")
        with pytest.raises(NotPermitted):
            load(kind="standing", data=b"x", by=Actor("person", 1, "A"), now=NOW)

    def test_one_audit_line_counts_what_was_done(self) -> None:
        give("people", PEOPLE + "5,Ed,New,ed@d.example,,English\n")
        newest = Entry.objects.order_by("-number").first()
        assert newest is not None
        assert (newest.action, "people_new" in str(newest.facts)) == ("district.load", True)

    def test_a_wrong_file_changes_nothing_and_says_what_it_is(self) -> None:
        with pytest.raises(Refusal, match="picture"):
            give("people", b"\x89PNG\r\n\x1a\n")


@pytest.mark.django_db
def test_the_calendar_knows_years_semesters_and_closed_days() -> None:
    give(
        "calendar",
        "What,School Year,Name,First Day,Last Day\nSchool year,2026-27,,07/01/2026,06/30/2027\n"
        "Semester,2026-27,Fall,08/10/2026,12/18/2026\nClosed,,Recess,11/23/2026,11/27/2026\n",
    )
    year = public.school_year(ON)
    assert year is not None
    assert [one.name for one in public.semesters(year.code)] == ["Fall"]
    assert len(public.holidays(ON, ON + timedelta(days=30))) == 5


@pytest.mark.django_db
@pytest.mark.skipif(
    not REAL.exists(), reason="the real directory of schools is not beside the project (../shared/data)"
)
def test_the_real_directory_loads_once() -> None:
    give("schools", REAL.read_bytes())
    assert School.objects.count() == 1003
    assert School.objects.filter(charter="independent").count() == 225
    assert School.objects.filter(charter="affiliated").count() == 51
    assert OrgUnit.objects.filter(kind="school", parent__parent=None).count() == 1003
    assert sorted(SchoolFigure.objects.values_list("year", flat=True).distinct()) == ["2017-18", "2018-19", "2019-20"]
    assert all((part.new, part.changed) == (0, 0) for part in give("schools", REAL.read_bytes()).parts)


@pytest.mark.django_db
def test_the_command_says_what_happened(tmp_path: Path) -> None:
    file = tmp_path / "schools.csv"
    file.write_text(SCHOOLS)
    out = StringIO()
    call_command("load_schools", str(file), stdout=out)
    call_command("load_schools", str(file), stdout=out)
    assert "Schools: 3 new, 0 changed, 0 unchanged" in out.getvalue()
    assert "Schools: 0 new, 0 changed, 3 unchanged" in out.getvalue()


@pytest.mark.django_db
def test_the_command_lists_faults_with_their_rows(tmp_path: Path) -> None:
    file = tmp_path / "schools.csv"
    file.write_text(SCHOOLS.replace("K-5", "44724"))
    with pytest.raises(CommandError, match=r"Row 2: .*6-12"):
        call_command("load_schools", str(file))


@pytest.mark.django_db
def test_a_mapping_of_ones_own_is_used(tmp_path: Path) -> None:
    file, mapping = tmp_path / "s.csv", tmp_path / "m.toml"
    file.write_text("Nr;Schule\n7;Linde\n", encoding="cp1252")
    mapping.write_text('kind = "schools"\ntitle = "Own"\n[columns]\ncode = ["Nr"]\nname = ["Schule"]\n')
    call_command("load_schools", str(file), mapping=mapping, stdout=StringIO())
    assert School.objects.get().code == "7"


@pytest.mark.django_db
def test_a_mapping_with_mistakes_is_refused_with_the_fields_that_exist() -> None:
    text = 'kind = "schools"\ntitle = "Own"\n[columns]\nkode = ["Nr"]\n'
    with pytest.raises(Refusal, match="kode"):
        load(kind="schools", data=SCHOOLS.encode(), mapping=text, by=SYSTEM, now=NOW)
