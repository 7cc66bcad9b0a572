"""What a language tag says, told without the table of all languages where it is a common one."""

from __future__ import annotations

import subprocess
import sys

import langcodes
import pytest

from publish.model.languages import COMMON, language_and_script, script_of
from publish.model.scripts import names_language
from publish.source.language_tag import language_tag


@pytest.mark.parametrize("tag", sorted(COMMON))
def test_a_common_tag_is_what_the_table_of_all_languages_says(tag):
    right = langcodes.Language.get(tag, normalize=False)
    assert right.is_valid()
    assert langcodes.standardize_tag(tag) == tag == language_tag(tag, "")
    assert names_language(tag)
    assert language_and_script(tag) == (right.language, right.maximize().script)


@pytest.mark.parametrize(("tag", "script"), [("ur", "Arab"), ("en-gb", "Latn"), ("pa-Guru", "Guru"), ("no tag", "")])
def test_any_other_is_looked_up(tag, script):
    assert script_of(tag) == script


def test_what_reads_a_source_loads_no_table_of_all_languages():
    program = "import sys, publish.source.load; sys.exit('langcodes' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
