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


def onet():
    """Return a release of O*NET as text: two occupations that are related, and one alone."""
    rating = (
        "O*NET-SOC Code",
        "Element ID",
        "Element Name",
        "Scale ID",
        "Data Value",
        "Recommend Suppress",
        "Not Relevant",
    )
    return {
        "Read Me.txt": b"O*NET 29.0 Database\nAugust 2024 Release\n",
        "Occupation Data.txt": text_of(
            ("O*NET-SOC Code", "Title", "Description"),
            ("11-1011.00", "Chief Executives", 'Determine "policies".'),
            ("11-1021.00", "General Managers", "Plan, direct."),
            ("55-1011.00", "Air Crew Officers", "Fly."),
        ),
        "Related Occupations.txt": text_of(
            ("O*NET-SOC Code", "Related O*NET-SOC Code", "Relatedness Tier", "Index"),
            ("11-1011.00", "11-1021.00", "Primary-Short", "1"),
            ("11-1021.00", "11-1011.00", "Supplemental", "12"),
        ),
        "Job Zones.txt": text_of(
            ("O*NET-SOC Code", "Job Zone", "Date"),
            ("11-1011.00", "5", "08/2023"),
            ("11-1021.00", "4", "08/2023"),
        ),
        "Job Zone Reference.txt": text_of(
            ("Job Zone", "Name"),
            ("4", "Job Zone Four: Considerable Preparation Needed"),
            ("5", "Job Zone Five: Extensive Preparation Needed"),
        ),
        "Alternate Titles.txt": text_of(
            ("O*NET-SOC Code", "Alternate Title", "Short Title", "Source(s)"),
            ("11-1011.00", "CEO (Chief Executive Officer)", "CEO", "02"),
            ("11-1011.00", "Bank President", "n/a", "09"),
            ("11-1011.00", "Chief executives", "n/a", "09"),
        ),
        "Skills.txt": text_of(
            rating,
            ("11-1011.00", "2.A.1.e", "Mathematics", "IM", "3", "N", "n/a"),
            ("11-1011.00", "2.A.1.e", "Mathematics", "LV", "3.5", "N", "N"),
            ("11-1011.00", "2.B.3.a", "Operations", "IM", "2.99", "N", "n/a"),
            ("11-1011.00", "2.B.3.a", "Operations", "LV", "7", "N", "N"),
            ("11-1021.00", "2.A.1.e", "Mathematics", "IM", "3.5", "N", "n/a"),
            ("11-1021.00", "2.A.1.e", "Mathematics", "LV", "3", "N", "N"),
        ),
        "Knowledge.txt": text_of(
            rating,
            ("11-1011.00", "2.C.4.a", "Mathematics", "IM", "4.12", "N", "n/a"),
            ("11-1011.00", "2.C.4.a", "Mathematics", "LV", "5.25", "N", "N"),
        ),
        "Content Model Reference.txt": text_of(
            ("Element ID", "Element Name", "Description"),
            ("2.A.1.e", "Mathematics", "Using mathematics to solve problems."),
        ),
    }
