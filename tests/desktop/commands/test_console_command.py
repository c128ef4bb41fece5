"""`pursight console`: what it says where it cannot open a window."""

import os
import subprocess
import sys
from pathlib import Path


def run(*options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    return subprocess.run(
        [sys.executable, "-m", "pursight", "console", *options],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=kept | environment,
    )


def test_without_a_display_it_says_so(tmp_path: Path) -> None:
    done = run("--data", str(tmp_path / "home"))
    assert done.returncode == 1
    assert "no display" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_address_that_is_none_is_refused_before_anything_opens(tmp_path: Path) -> None:
    done = run("--data", str(tmp_path), "--server", "http://far", QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 1
    assert "without encryption" in done.stderr


def test_a_file_that_is_no_certificate_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "certificate.pem"
    file.write_text("nothing", encoding="utf-8")
    done = run("--data", str(tmp_path), "--certificate", str(file), QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 1
    assert "no certificate" in done.stderr


def test_a_folder_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    home, pictures = str(tmp_path / "file" / "home"), str(tmp_path / "pictures")
    done = run("--data", home, "--screenshot", pictures)
    assert done.returncode == 1
    assert home in done.stderr
    assert "--data FOLDER" in done.stderr
    assert "Traceback" not in done.stderr
