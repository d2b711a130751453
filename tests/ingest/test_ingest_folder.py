from __future__ import annotations

import os
from pathlib import Path

import pytest

from haluan.ingest import Options, SourceError, articles, sources
from haluan.model import Article, HaluanError, Skip


@pytest.fixture
def tree(tmp_path):
    for name in ("b.txt", "a.txt", "sub/d.txt", "sub/deep/e.txt", "sub/c.txt", ".hidden.txt", ".git/config"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Isi berkas {name} yang tidak kosong.")
    return tmp_path


def names(found, root):
    return [os.path.relpath(item.origin, root) for item in found]


def test_folders_are_read_recursively_in_order_without_hidden_files(tree, read):
    assert names(read(tree), tree) == ["a.txt", "b.txt", "sub/c.txt", "sub/d.txt", "sub/deep/e.txt"]


def test_loops_of_links_end_and_are_reported(tree, read):
    (tree / "sub" / "loop").symlink_to(tree)
    (tree / "sub" / "self").symlink_to(tree / "sub" / "self")
    found = read(tree)
    assert sum(isinstance(item, Article) for item in found) == 5
    skipped = {Path(item.origin).name: item.reason for item in found if isinstance(item, Skip)}
    assert "read already" in skipped["loop"]
    assert "cannot be opened" in skipped["self"]


def test_a_linked_folder_elsewhere_is_read_once(tree, read, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    (other / "z.txt").write_text("Berkas di tempat lain.")
    (tree / "l1").symlink_to(other)
    (tree / "l2").symlink_to(other)
    found = read(tree)
    assert [n for n in names(found, tree) if "z.txt" in n] == ["l1/z.txt"]
    assert [n for n in names(found, tree) if n == "l2"] == ["l2"]


def test_broken_links_and_pipes_are_skipped_not_waited_for(tree, read):
    (tree / "gone.txt").symlink_to(tree / "nowhere")
    os.mkfifo(tree / "pipe")
    skipped = {Path(item.origin).name: item.reason for item in read(tree) if isinstance(item, Skip)}
    assert "No such file" in skipped["gone.txt"]
    assert skipped["pipe"] == "neither a file nor a folder"


def test_a_bad_file_costs_no_other(tree, read):
    (tree / "a.txt").write_bytes(bytes(100))
    found = read(tree)
    assert [type(item) for item in found] == [Skip, Article, Article, Article, Article]


def test_an_empty_folder_gives_nothing(tmp_path, read):
    assert read(tmp_path) == []


def test_a_missing_path_is_an_error_before_anything_is_read(tree):
    with pytest.raises(SourceError, match="no such file"):
        next(articles(str(tree / "missing.txt"), Options()))
    with pytest.raises(HaluanError, match="no such file"):
        next(sources([str(tree), str(tree / "missing.txt")], Options()))


def test_what_may_not_be_opened(tree, read, monkeypatch):
    # Permissions do not bind root, which test machines often are: refuse as the system would.
    locked = tree / "a.txt"
    original = type(locked).open

    def refuse(self, *args, **kwargs):
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(self))
        return original(self, *args, **kwargs)

    monkeypatch.setattr(type(locked), "open", refuse)
    found = read(tree)
    assert isinstance(found[0], Skip)
    assert found[0].reason == "Permission denied"
    assert len(found) == 5
    with pytest.raises(SourceError, match="Permission denied"):
        read(locked)


def test_several_sources_are_read_in_turn(tree):
    found = list(sources([str(tree / "b.txt"), str(tree / "sub")], Options()))
    assert names(found, tree) == ["b.txt", "sub/c.txt", "sub/d.txt", "sub/deep/e.txt"]


@pytest.mark.parametrize("name", ["x" * 5000, "a\x00b"])
def test_impossible_names_are_errors_too(name):
    with pytest.raises(SourceError):
        next(articles(name, Options()))


def test_text_that_is_no_prose_is_named_for_what_it_is(tmp_path, read):
    files = {"a.css": "p { margin: 0 }", "b.csv": "a,b\n1,2\n", "c.js": "var a = 1", "d.md": "# Judul\n\nIsi."}
    for name, content in (files | {"e": "Tanpa akhiran.", "f.xml": "<sitemap><url>x</url></sitemap>"}).items():
        (tmp_path / name).write_text(content)
    found = read(tmp_path)
    assert [Path(item.origin).name for item in found if isinstance(item, Article)] == ["d.md", "e"]
    assert all("not an article" in item.reason for item in found if isinstance(item, Skip))


def test_an_address_of_another_kind_says_which_are_read():
    with pytest.raises(SourceError, match="only http and https"):
        next(sources(["ftp://example.org/a.txt"], Options()))
