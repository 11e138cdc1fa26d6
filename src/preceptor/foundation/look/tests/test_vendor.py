"""Third-party files made fit for the pages."""

from pathlib import Path

import pytest

from preceptor.foundation.look import vendor


@pytest.fixture
def modules(tmp_path: Path) -> Path:
    """A small node_modules."""
    dist = tmp_path / "node_modules" / "@uswds" / "uswds" / "dist"
    css = (
        '@font-face{src:url("../fonts/a.woff2?v=1")}'
        "b{background:url(data:image/png;base64,AA==)}i{mask:url(../img/a.svg#x)}"
    )
    files = {
        dist / "css/uswds.min.css": css + "\n/*# sourceMappingURL=uswds.min.css.map */",
        dist / "js/uswds.min.js": "x=1,a.initComponents=e}\n//# sourceMappingURL=uswds.min.js.map",
        dist / "fonts/a.woff2": "font",
        dist / "img/a.svg": "<svg/>",
        tmp_path / "node_modules/htmx.org/dist/htmx.min.js": "htmx",
    }
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "node_modules"


def test_every_file_that_the_style_sheet_names_is_copied(modules, tmp_path):
    vendor.collect(modules, tmp_path / "vendor")
    copied = {
        path.relative_to(tmp_path / "vendor/uswds").as_posix() for path in (tmp_path / "vendor/uswds").rglob("*.*")
    }
    assert copied == {"css/uswds.min.css", "js/uswds.min.js", "fonts/a.woff2", "img/a.svg"}


def test_no_pointer_to_a_source_map_remains(modules, tmp_path):
    written = vendor.collect(modules, tmp_path / "vendor")
    assert not any("sourceMappingURL" in path.read_text() for path in written)


def test_the_components_can_be_reached_from_outside(modules, tmp_path):
    vendor.collect(modules, tmp_path / "vendor")
    assert "window.uswdsComponents=s" in (tmp_path / "vendor/uswds/js/uswds.min.js").read_text()


def test_an_unknown_version_is_refused_with_a_remedy():
    with pytest.raises(vendor.VendorFault, match="npm ci"):
        vendor.with_components_open("another script")


def test_missing_modules_are_named(tmp_path):
    with pytest.raises(vendor.VendorFault, match="npm ci"):
        vendor.collect(tmp_path / "node_modules", tmp_path / "vendor")


def test_a_file_that_the_style_sheet_names_in_vain_is_told(modules, tmp_path):
    (modules / "@uswds/uswds/dist/img/a.svg").unlink()
    with pytest.raises(vendor.VendorFault, match=r"a\.svg"):
        vendor.collect(modules, tmp_path / "vendor")
