"""A zip is read without trusting it: no name leads out, no size is believed, no damage escapes."""

import io
import tracemalloc
import zipfile

import pytest

from careergraph.errors import CareerGraphError, OverLimit, UnreadableData
from careergraph.formats import read_bytes, to_bytes
from careergraph.formats.limits import MEBIBYTE, Limits

HEAD = ("dataset.json", b'{"format": "careergraph-dataset", "licence": "CC0-1.0"}')
ROLES = ("roles.csv", b"id,title\na,A\n")


def test_the_folder_may_stand_within_the_archive_and_other_files_beside_it():
    packed = _zipped(
        ("trade/README.md", b"#"), ("__MACOSX/x", b"?"), *(("trade/" + name, text) for name, text in (HEAD, ROLES))
    )
    assert list(read_bytes(packed)[0].roles) == ["a"]


@pytest.mark.parametrize("name", ["../roles.csv", "/roles.csv", "a/../../roles.csv", "..\\roles.csv", "C:\\roles.csv"])
def test_a_name_that_leads_out_of_the_archive_is_refused(name):
    with pytest.raises(UnreadableData, match="leads out of the archive"):
        read_bytes(_zipped(HEAD, (name, b"id\n")))


def test_a_bomb_is_refused_by_what_comes_out_of_it_and_costs_little():
    bomb = _zipped(HEAD, ("roles.csv", b"a" * (100 * MEBIBYTE)))
    tracemalloc.start()
    with pytest.raises(OverLimit, match=r"roles\.csv: bytes: \d+ found, 1048576 allowed"):
        read_bytes(bomb, limits=Limits(bytes=MEBIBYTE))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * MEBIBYTE


def test_a_bomb_of_many_files_is_refused_before_they_are_listed():
    packed = _zipped(HEAD, ROLES, *((f"{number}.txt", b"") for number in range(200)))
    with pytest.raises(OverLimit, match="members: 202 found, 100 allowed"):
        read_bytes(packed)


def test_an_archive_within_the_archive_is_not_opened():
    packed = _zipped(HEAD, ROLES, ("inner.zip", _zipped(HEAD)))
    assert list(read_bytes(packed)[0].roles) == ["a"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused():
    with pytest.raises(UnreadableData, match="two of its files have the same name"):
        read_bytes(_zipped(HEAD, ROLES, ROLES))


@pytest.mark.parametrize(("packing", "flag"), [(zipfile.ZIP_BZIP2, 0), (zipfile.ZIP_STORED, 1)])
def test_an_odd_packing_and_an_encrypted_file_are_refused(packing, flag):
    packed = bytearray(_zipped(HEAD, ROLES, packing=packing))
    entry = packed.rindex(b"PK\x01\x02")
    packed[entry + 8] |= flag
    with pytest.raises(UnreadableData, match="encrypted or packed oddly"):
        read_bytes(bytes(packed))


def test_an_archive_without_a_data_set_is_in_no_known_format():
    with pytest.raises(UnreadableData, match="it is in no known format"):
        read_bytes(_zipped(("notes.txt", b"")))


def test_no_damaged_byte_makes_anything_else_than_an_error_of_ours(seed):
    packed = to_bytes(seed, "zip")
    for place in range(0, len(packed), 97):
        damaged = packed[:place] + bytes([packed[place] ^ 0xFF]) + packed[place + 1 :]
        for content in (damaged, packed[:place]):
            try:
                read_bytes(content)
            except CareerGraphError:
                continue


def _zipped(*files, packing=zipfile.ZIP_DEFLATED):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", packing) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return packed.getvalue()
