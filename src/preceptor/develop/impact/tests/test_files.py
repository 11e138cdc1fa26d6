"""`preceptor plan effects` from a file to a file, without a database."""

import csv
import json
from pathlib import Path

import pytest

from preceptor.config.planning import main
from preceptor.planning.effects.problem import Panel
from preceptor.planning.effects.simulate import panel


def write(drawn: Panel, path: Path) -> None:
    """A panel as the file that the command reads."""
    with path.open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["unit", "period", "outcome", "coached_from", *drawn.covariates])
        for at, unit in enumerate(drawn.units):
            began = drawn.periods[drawn.first[at]] if drawn.first[at] > 0 else ""
            known = [values[at] for values in drawn.covariates.values()]
            for place, period in enumerate(drawn.periods):
                out.writerow([unit, period, drawn.outcome[at, place], began, *known])


def run(tmp_path: Path) -> None:
    main(["effects", "--panel", str(tmp_path / "panel.csv"), "--json", str(tmp_path / "out.json")])


def test_an_effect_is_said_and_every_figure_written(tmp_path, capsys):
    write(panel(4, 120, 2.0), tmp_path / "panel.csv")
    run(tmp_path)
    told = json.loads((tmp_path / "out.json").read_text())
    assert told["status"] == "estimated"
    assert told["effect"]["low"] < told["effect"]["estimate"] < told["effect"]["high"]
    assert "four cases of five" in capsys.readouterr().out


def test_faults_end_it_with_their_rows_and_write_nothing(tmp_path):
    (tmp_path / "panel.csv").write_text("unit,period,outcome,coached_from\na,2019,x,\n,2019,1,\n")
    with pytest.raises(SystemExit, match=r"row 2(.|\n)*row 3"):
        run(tmp_path)
    assert not (tmp_path / "out.json").exists()
