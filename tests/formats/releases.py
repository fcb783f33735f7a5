"""Small releases in the form of the real ones, written by hand, and where the real ones may stand."""

import csv
import io
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[3] / "shared" / "data"
OCCUPATION = "http://data.europa.eu/esco/occupation/"
SKILL = "http://data.europa.eu/esco/skill/"


def real(folder):
    """Return the folder of a real release, or skip."""
    path = SHARED / folder
    if not path.is_dir():
        pytest.skip(f"the release {folder} is not here; unpack it into {SHARED}")
    return path


def csv_of(*lines, line_end="\r\n", bom=b"\xef\xbb\xbf"):
    """Return lines of cells as the releases of ESCO are written."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=line_end).writerows(lines)
    return bom + text.getvalue().encode()


def text_of(*lines):
    """Return lines of cells as the text releases of O*NET are written."""
    return "".join("\t".join(line) + "\n" for line in lines).encode()


def esco(**changed):
    """Return a release of ESCO: three occupations, four skills; a table can be replaced."""
    files = {
        "occupations_en.csv": csv_of(
            ("conceptType", "conceptUri", "iscoGroup", "preferredLabel", "altLabels", "status", "description", "code"),
            (
                "Occupation",
                OCCUPATION + "baker",
                "7512",
                "baker ",
                "bread baker\nBaker",
                "released",
                "Bakes.",
                "7512.1",
            ),
            ("Occupation", OCCUPATION + "cook", "5120", "cook", "", "released", "<p>Cooks &amp; tastes.</p>", "5120.1"),
            ("Occupation", OCCUPATION + "chef", "3434", "chef\u00a0de cuisine", "cook", "released", "", "3434.1"),
        ),
        "skills_en.csv": csv_of(
            ("conceptType", "conceptUri", "skillType", "preferredLabel", "altLabels", "description"),
            ("KnowledgeSkillCompetence", SKILL + "hygiene", "knowledge", "hygiene", "", ""),
            ("KnowledgeSkillCompetence", SKILL + "dough", "skill/competence", "make dough", "knead | shape", ""),
            ("KnowledgeSkillCompetence", SKILL + "menu", "skill/competence", "plan menus", "", ""),
            ("KnowledgeSkillCompetence", SKILL + "wine", "knowledge", "wine", "", ""),
        ),
        "occupationSkillRelations_en.csv": csv_of(
            ("occupationUri", "relationType", "skillType", "skillUri"),
            (OCCUPATION + "baker", "essential", "knowledge", SKILL + "hygiene"),
            (OCCUPATION + "baker", "essential", "skill/competence", SKILL + "dough"),
            (OCCUPATION + "cook", "essential", "knowledge", SKILL + "hygiene"),
            (OCCUPATION + "chef", "essential", "knowledge", SKILL + "hygiene"),
            (OCCUPATION + "chef", "essential", "skill/competence", SKILL + "menu"),
            (OCCUPATION + "chef", "optional", "knowledge", SKILL + "wine"),
        ),
        "ISCOGroups_en.csv": csv_of(
            ("conceptType", "conceptUri", "code", "preferredLabel"),
            ("ISCOGroup", "http://data.europa.eu/esco/isco/C0", "0", "Armed forces occupations"),
            ("ISCOGroup", "http://data.europa.eu/esco/isco/C34", "34", "Legal, social, cultural professionals"),
            ("ISCOGroup", "http://data.europa.eu/esco/isco/C75", "75", "Food processing"),
        ),
    }
    return files | changed
