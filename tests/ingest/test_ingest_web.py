from __future__ import annotations

import gzip
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from haluan.ingest import UNCHANGED, Options, Validators, sources
from haluan.ingest.robots import FetchError, Manners
from haluan.model import Article, Skip

HTML = {"Content-Type": "text/html; charset=utf-8"}


class Site:
    """A local site: set ``pages[path] = (status, headers, body)``; ``asked`` holds what was requested."""

    def __init__(self):
        self.pages = {}
        self.asked = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                site.asked.append((self.path, dict(self.headers)))
                answer = site.pages.get(self.path, (404, HTML, b"none"))
                status, headers, body = answer(self) if callable(answer) else answer
                self.send_response(status)
                for name, value in ({"Content-Length": str(len(body))} | headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.handle_error = lambda *_: None  # clients that hang up are part of the tests
        self.port = self.server.server_port
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def paths(self):
        return [path for path, _ in self.asked if path != "/robots.txt"]


@pytest.fixture
def site():
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def get(site, read):
    """Fetch from the local site, which is private by its nature."""

    def run(path, **options):
        return read(site.url + path, **({"allow_private": True, "delay": 0.0, "timeout": 5.0} | options))

    return run


@pytest.fixture
def names(monkeypatch):
    """Make names resolve as told: ``names["a.example"] = [address, ...]``, one a question, the last one for ever.

    The public address 93.184.216.34 then leads to this machine, so that a first hop can be public in a test.
    """
    table = {}
    real = socket.getaddrinfo

    def resolve(host, port, *args, **kwargs):
        if host in table:
            host = table[host].pop(0) if len(table[host]) > 1 else table[host][0]
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            return [(family, socket.SOCK_STREAM, 6, "", (host, port))]
        return real("127.0.0.1" if host == "93.184.216.34" else host, port, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    table["public.example"] = ["93.184.216.34"]
    return table


def test_a_page_is_fetched_and_read(site, get, page):
    site.pages["/nota"] = (200, HTML, page().encode())
    (found,) = get("/nota")
    assert isinstance(found, Article)
    assert found.url == found.origin == f"{site.url}/nota"
    assert found.date == "2024-03-05"
    agent = site.asked[-1][1]["User-Agent"]
    assert agent.startswith("haluan/")


def test_texts_and_json_lines_are_read_for_what_they_are(site, get):
    site.pages["/a.txt"] = (200, {"Content-Type": "text/plain"}, b"Judul\nIsi berkas.")
    site.pages["/a.jsonl"] = (200, {"Content-Type": "text/plain"}, b'{"id": "a", "text": "Satu."}\n')
    site.pages["/koi8"] = (200, {"Content-Type": "text/plain; charset=koi8-r"}, "Ёлка и мир".encode("koi8-r"))
    assert get("/a.txt")[0].text == "Judul\nIsi berkas."
    assert get("/a.jsonl")[0].id == "a"
    assert get("/koi8")[0].text == "Ёлка и мир"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ((404, HTML, b"no"), "the server answers 404 Not Found"),
        ((500, HTML, b"no"), "the server answers 500"),
        ((200, {"Content-Type": "image/png"}, b"\x89PNG"), "image/png is not text"),
        ((200, {"Content-Type": "application/pdf"}, b"%PDF-1.4"), "application/pdf is not text"),
        ((200, HTML, b"%PDF-1.4"), "a PDF document, not text"),
        ((200, HTML, b""), "empty"),
        ((200, HTML, bytes(50)), "binary data, not text"),
        ((200, HTML, gzip.compress(b"x")), "a gzip file"),
        ((200, HTML | {"Content-Encoding": "gzip"}, b"no gzip at all"), "cannot be fetched"),
        ((200, HTML, b"<html>" + b"a" * 200_000), "larger than the limit of 0.1 MB"),
        ((200, HTML | {"Content-Encoding": "gzip"}, gzip.compress(b"a" * 9_000_000)), "larger than the limit of 0.1"),
        ((302, {"Location": "ftp://127.0.0.1/x"}, b""), "not http or https"),
        ((302, {"Location": "file:///etc/passwd"}, b""), "not http or https"),
        ((302, {"Location": "/odd"}, b""), "more than 5 redirects"),
    ],
)
def test_what_cannot_be_read_is_skipped_with_its_reason(site, get, answer, reason):
    site.pages["/odd"] = answer
    (found,) = get("/odd", max_bytes=100_000)
    assert isinstance(found, Skip)
    assert (found.stage, found.origin) == ("ingest", f"{site.url}/odd")
    assert reason in found.reason


def test_compressed_and_chunked_answers(site, get, page):
    body = gzip.compress(page().encode())
    site.pages["/gz"] = (200, HTML | {"Content-Encoding": "gzip"}, body)
    assert isinstance(get("/gz")[0], Article)


def test_a_server_that_is_not_there(read):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (found,) = read(f"http://127.0.0.1:{port}/", allow_private=True)
    assert "cannot be fetched" in found.reason
    assert "refused" in found.reason


def test_a_slow_drip_is_given_up(site, get):
    def drip(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        try:
            for _ in range(200):
                handler.wfile.write(b"<p>tetes</p>")
                time.sleep(0.02)
        except OSError:
            pass
        handler.close_connection = True
        return 200, HTML, b""

    site.pages["/drip"] = drip
    (found,) = get("/drip", timeout=0.1)
    assert "too slow" in found.reason
    with ThreadPoolExecutor(1) as pool:  # where no signal helps, as in the web interface
        (found,) = pool.submit(get, "/drip", timeout=0.1).result()
    assert "too slow" in found.reason


def test_redirects_are_followed(site, get, page):
    site.pages["/lama"] = (301, {"Location": "/baru"}, b"")
    site.pages["/baru"] = (200, HTML, page().encode())
    (found,) = get("/lama")
    assert (found.url, found.origin) == (f"{site.url}/baru", f"{site.url}/lama")


class TestPrivateAddresses:
    @pytest.mark.parametrize(
        "address",
        [
            *("127.0.0.1", "10.0.0.8", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1"),
            *("224.0.0.1", "::1", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1"),
        ],
    )
    def test_names_that_lead_to_them_are_refused(self, site, read, names, address, caplog):
        names["inside.example"] = [address]
        (found,) = read(f"http://inside.example:{site.port}/")
        assert "private address" in found.reason
        assert site.asked == []
        assert caplog.records == []  # said once, in the skip

    @pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"])
    def test_spellings_of_this_machine_are_refused(self, site, read, host):
        (found,) = read(f"http://{host}:{site.port}/")
        assert isinstance(found, Skip)
        assert site.asked == []

    def test_a_redirect_to_one_is_refused(self, site, read, names, page):
        site.pages["/start"] = (302, {"Location": f"{site.url}/secret"}, b"")
        site.pages["/secret"] = (200, HTML, page().encode())
        (found,) = read(f"http://public.example:{site.port}/start", delay=0.0)
        assert "refused: 127.0.0.1 is a private address" in found.reason
        assert site.paths() == ["/start"]

    def test_a_redirect_of_robots_txt_to_one_is_refused(self, site, read, names, page):
        site.pages["/robots.txt"] = (302, {"Location": f"{site.url}/secret"}, b"")
        site.pages["/page"] = (200, HTML, page().encode())
        (found,) = read(f"http://public.example:{site.port}/page", delay=0.0)
        assert "private address" in found.reason
        assert site.paths() == []

    def test_a_name_that_changes_its_address_is_pinned(self, site, read, names, page):
        # The filter sees a public address; who asks again would get this machine.
        names["rebind.example"] = ["93.184.216.34", "93.184.216.34", "127.0.0.1"]
        site.pages["/p"] = (200, HTML, page().encode())
        url = f"http://rebind.example:{site.port}/p"
        assert isinstance(read(url, delay=0.0)[0], Article)
        (found,) = read(url, delay=0.0)
        assert "private address" in found.reason

    def test_they_are_read_where_the_user_allows(self, site, read, page):
        site.pages["/p"] = (200, HTML, page().encode())
        assert isinstance(read(f"{site.url}/p", allow_private=True, delay=0.0)[0], Article)

    def test_a_proxy_of_the_environment_is_no_way_around(self, site, read, names, page, monkeypatch):
        site.pages["/p"] = (200, HTML, page().encode())
        monkeypatch.setenv("http_proxy", site.url)
        assert isinstance(read(f"http://public.example:{site.port}/p", delay=0.0)[0], Article)
        assert site.paths() == ["/p"]  # a proxy would have been asked for the whole address


class TestManners:
    def test_robots_txt_is_honoured(self, site, get, page):
        site.pages["/robots.txt"] = (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /tutup\n")
        site.pages["/tutup/a"] = site.pages["/buka"] = (200, HTML, page().encode())
        assert "robots.txt" in get("/tutup/a")[0].reason
        assert isinstance(get("/buka")[0], Article)
        assert site.paths() == ["/buka"]

    def test_a_redirect_does_not_lead_around_robots_txt(self, site, get, page):
        site.pages["/robots.txt"] = (200, {"Content-Type": "text/plain"}, b"User-agent: haluan\nDisallow: /tutup\n")
        site.pages["/buka"] = (302, {"Location": "/tutup/a"}, b"")
        site.pages["/tutup/a"] = (200, HTML, page().encode())
        assert "robots.txt" in get("/buka")[0].reason
        assert site.paths() == ["/buka"]

    @pytest.mark.parametrize(("status", "kind"), [(404, Article), (403, Article), (500, Skip), (503, Skip)])
    def test_a_missing_robots_txt_allows_and_a_failing_one_does_not(self, site, get, page, status, kind):
        site.pages["/robots.txt"] = (status, HTML, b"")
        site.pages["/p"] = (200, HTML, page().encode())
        assert isinstance(get("/p")[0], kind)

    def test_robots_txt_is_fetched_once_for_all_sources(self, site, page):
        site.pages["/p"] = site.pages["/q"] = (200, HTML, page().encode())
        options = Options(allow_private=True, delay=0.0)
        assert len(list(sources([f"{site.url}/p", f"{site.url}/q"], options))) == 2
        assert [path for path, _ in site.asked] == ["/robots.txt", "/p", "/q"]

    def test_requests_to_one_host_keep_their_distance(self, monkeypatch):
        now, slept = [100.0], []

        def sleep(seconds):
            slept.append(round(seconds, 3))
            now[0] += seconds

        monkeypatch.setattr(time, "monotonic", lambda: now[0])
        monkeypatch.setattr(time, "sleep", sleep)
        manners = Manners("haluan", 2.0, lambda url: "User-agent: *\nCrawl-delay: 7" if "slow" in url else "")
        manners.check("http://slow.example/1")
        for url in ("http://a.example/1", "http://a.example/2", "http://b.example/1"):
            manners.wait(url)
        assert slept == [2.0]
        now[0] += 50
        manners.wait("http://slow.example/1")
        now[0] += 3
        manners.wait("http://slow.example/2")
        assert slept == [2.0, 4.0]

    def test_a_failing_host_is_asked_for_its_robots_txt_once(self):
        asked = []

        def fail(url):
            asked.append(url)
            raise FetchError("down")

        manners = Manners("haluan", 0.0, fail)
        for _ in range(3):
            with pytest.raises(FetchError, match="down"):
                manners.check("http://down.example/x")
        assert asked == ["http://down.example/robots.txt"]


class TestConditionalGet:
    def test_validators_are_sent_and_an_unchanged_page_is_not_read(self, site, get, page):
        def answer(handler):
            if handler.headers.get("If-None-Match") == '"v1"':
                assert handler.headers["If-Modified-Since"] == "Mon, 01 Jan 2024 00:00:00 GMT"
                return 304, {}, b""
            return 200, HTML | {"ETag": '"v1"', "Last-Modified": "Mon, 01 Jan 2024 00:00:00 GMT"}, page().encode()

        site.pages["/p"] = answer
        store = {}
        options = {"known": store.get, "remember": store.__setitem__}
        assert isinstance(get("/p", **options)[0], Article)
        assert store == {f"{site.url}/p": Validators('"v1"', "Mon, 01 Jan 2024 00:00:00 GMT")}
        (found,) = get("/p", **options)
        assert (found.stage, found.reason) == (UNCHANGED, "not changed since it was last read")

    def test_validators_are_given_only_after_the_last_article(self, site, page):
        site.pages["/a.jsonl"] = (
            200,
            {"Content-Type": "text/plain", "ETag": '"1"'},
            b'{"text": "Satu."}\n{"text": "Dua."}',
        )
        store = {}
        options = Options(allow_private=True, delay=0.0, remember=store.__setitem__)
        stream = sources([f"{site.url}/a.jsonl"], options)
        assert [next(stream).text, next(stream).text] == ["Satu.", "Dua."]
        assert store == {}
        assert list(stream) == []
        assert list(store) == [f"{site.url}/a.jsonl"]

    def test_a_page_that_failed_is_not_remembered(self, site, get):
        store = {}
        get("/none", remember=store.__setitem__)
        assert store == {}


class TestFollowing:
    @pytest.fixture
    def feed(self, site, page):
        items = "".join(
            f"<item><title>Judul {n}</title><link>/{n}</link><description>Ringkasan {n}.</description>"
            "<pubDate>Wed, 18 Jun 2025 02:00:00 +0700</pubDate></item>"
            for n in ("satu", "dua", "hilang")
        )
        rss = f'<rss version="2.0"><channel><title>Kabar</title>{items}</channel></rss>'
        site.pages["/feed"] = (200, {"Content-Type": "application/rss+xml"}, rss.encode())
        site.pages["/satu"] = (200, HTML, page(title="Halaman penuh nomor satu").encode())
        site.pages["/dua"] = (200, HTML, page().replace("2024-03-05T01:00:00+07:00", "").encode())

    def test_without_it_the_entries_are_the_articles(self, site, get, feed):
        assert [found.text for found in get("/feed")] == [
            f"Judul {n}\nRingkasan {n}." for n in ("satu", "dua", "hilang")
        ]
        assert site.paths() == ["/feed"]

    def test_with_it_the_pages_are_and_an_entry_whose_page_fails_stays(self, site, get, feed):
        first, second, missing, entry = get("/feed", follow=True)
        assert (first.title, first.date, first.url) == ("Halaman penuh nomor satu", "2024-03-05", f"{site.url}/satu")
        assert second.date == "2025-06-18"  # the entry's, where the page has none
        assert "404" in missing.reason
        assert entry.text == "Judul hilang\nRingkasan hilang."

    def test_pages_read_before_are_not_fetched_again(self, site, get, feed):
        known = {f"{site.url}/satu": Validators()}
        skipped = [found for found in get("/feed", follow=True, known=known.get) if isinstance(found, Skip)]
        reasons = [found.reason for found in skipped]
        assert reasons[0] == "read before"
        assert skipped[0].stage == UNCHANGED
        assert "/satu" not in site.paths()

    def test_a_feed_that_links_to_itself_ends(self, site, get, feed):
        site.pages["/satu"] = site.pages["/feed"]
        assert [found.origin for found in get("/feed", follow=True)].count(f"{site.url}/satu#1") == 1
