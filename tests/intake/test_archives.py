from __future__ import annotations

import zipfile

import pytest

from readingroom.intake import archives, is_archive
from readingroom.intake.archives import unpack
from readingroom.records import Unreadable
from tests.intake.zips import raw_zip, zip_of

TEXT = "夜校办到了村口，老支书每周来讲一课。\n".encode()


def names(data: bytes) -> list[str]:
    return [member.name for member in unpack(data, name="材料.zip")]


def test_the_files_in_an_archive_come_out_with_their_names() -> None:
    members = unpack(zip_of({"一月/夜校.txt": TEXT, "二月.txt": b"x"}), name="材料.zip")

    assert [(member.name, member.data) for member in members] == [("一月/夜校.txt", TEXT), ("二月.txt", b"x")]
    assert members.left_out == ""


@pytest.mark.parametrize(("encoding", "flags"), [("gb18030", 0), ("utf-8", 0), ("utf-8", 0x800)])
def test_names_are_read_as_their_writer_saw_them(encoding: str, flags: int) -> None:
    assert names(raw_zip([("支部\\夜校（三）.txt".encode(encoding), TEXT)], flags=flags)) == ["支部/夜校（三）.txt"]


def test_control_characters_in_names_are_dropped_and_paths_lead_nowhere() -> None:
    assert names(raw_zip([("../../etc/\u202etxt.夜校\n.txt".encode(), TEXT)])) == ["../../etc/txt.夜校.txt"]


def test_what_programs_leave_beside_peoples_files_is_no_member() -> None:
    litter = ("__MACOSX/._a.txt", "b/.DS_Store", "Thumbs.db", "~$夜校.docx", "空/")

    assert names(zip_of({**dict.fromkeys(litter, b"x"), "夜校.txt": TEXT})) == ["夜校.txt"]


def test_what_belongs_to_a_saved_page_is_left_out_and_said() -> None:
    files = {"夜校.html": b"<p>", "夜校_files/1.jpg": b"x", "夜校_files/2/ad.html": b"x", "样式.css": b"x"}

    members = unpack(zip_of({**files, "照片/1.jpg": b"x"}), name="材料.zip")

    assert [member.name for member in members] == ["夜校.html", "照片/1.jpg"]
    assert members.left_out == "没有收：网页附带的图片、样式等 3 个文件。"


def test_a_link_is_left_out_and_said() -> None:
    links = raw_zip([(b"a", b"/etc/passwd")], mode=0o120777)

    with pytest.raises(Unreadable, match="没有可以收入的文件"):
        unpack(links, name="材料.zip")


def several(count: int) -> bytes:
    return raw_zip([(b"%d.txt" % number, b"x") for number in range(count)])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (zip_of({}), "没有可以收入的文件"),
        (b"PK\x03\x04" + bytes(50), "损坏"),
        (zip_of({"a.txt": TEXT})[:-30], "损坏"),
        (raw_zip([(b"a.txt", TEXT)], flags=1), "密码"),
        (zip_of({"a.txt": TEXT}, method=zipfile.ZIP_LZMA), "少见的压缩方式"),
        (several(2_001), "2001 个文件"),
        (raw_zip([(b"a.txt", TEXT)] * 2), "同名"),
        (raw_zip([(b"a.txt", TEXT), (b"b.txt", TEXT)], overlapping=True), "占着同一处"),
        (zip_of({"a.txt": bytes(3 * 2**20)}), "大得不合情理"),
        (raw_zip([(b"a.txt", TEXT)], size=33 * 2**20), "大得不合情理"),
        (raw_zip([(b"a.txt", bytes(40 * 2**20))], size=100), "损坏"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_unpacked_is_refused_with_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said) as refused:
        unpack(data, name="材料.zip")

    assert str(refused.value).startswith("材料.zip")
    assert "请" in str(refused.value)


def test_the_bytes_that_come_out_are_counted_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zip_of({"a.txt": TEXT, "b.txt": TEXT})
    monkeypatch.setattr(archives, "_grow_beyond_reason", lambda entries: False)
    monkeypatch.setattr(archives, "LARGEST_TOTAL", len(TEXT))

    with pytest.raises(Unreadable, match="大得不合情理"):
        unpack(data, name="材料.zip")


@pytest.mark.parametrize(
    ("data", "expected"), [(zip_of({"a.txt": TEXT}), True), (TEXT, False), (zip_of({"word/document.xml": b""}), False)]
)
def test_an_archive_is_a_zip_that_is_no_document(data: bytes, expected: bool) -> None:
    assert is_archive(data) is expected
