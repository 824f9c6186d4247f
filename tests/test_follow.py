"""Feeds that are followed, over real HTTP: what is new, full texts for teasers, one broken feed among others."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from courier import STORM, feed, page
from fictional import BREAD, FERRY
from webhost import Host, answer

from index import follow
from index.article import Given
from index.errors import NotFoundError, SourceError
from index.fetch import Fetched
from index.library import Library


def tagged(media: str, body: bytes) -> Callable[[Any], None]:
    """Return what answers with a tag, and to who names it that nothing has changed."""

    def answered(request: Any) -> None:
        known = request.headers.get("If-None-Match") == '"7"'
        answer(request, status=304) if known else answer(request, body, media=media, ETag='"7"')

    return answered


def test_a_feed_is_followed_with_the_full_text_of_its_teasers(library: Library, host: Host) -> None:
    given = Given(collections=("Harbour",))
    with host.fetcher() as web:
        report = follow.take(library, web, host.url("/feed"), given)
    assert (report.title, report.count("added"), report.skipped) == ("The Amsel Courier", 2, ())
    ferry, bread = (one.article for one in report.added)
    assert [one.text for one in ferry.paragraphs] == FERRY and [one.text for one in bread.paragraphs] == BREAD
    assert (ferry.source, ferry.collections) == ("The Amsel Courier", ("Harbour",))
    assert ferry.published is not None and ferry.published.isoformat() == "2026-03-04T08:00:00+01:00"
    (followed,) = follow.feeds(library)
    assert (followed.url, followed.title, len(followed.items)) == (host.url("/feed"), "The Amsel Courier", 2)


def test_refreshing_reads_what_is_new_and_nothing_else(library: Library, host: Host) -> None:
    with host.fetcher() as web:
        follow.take(library, web, host.url("/feed"), Given())
        (report,) = follow.refresh(library, web)
        assert (report.added, report.unchanged) == ((), 2)
        assert host.asked.count("/ferry") == 1
        removed = library.articles()[0]
        library.remove(removed.id)
        host.pages["/new"] = page("Storm takes roof", STORM)
        host.pages["/ferry"] = page("Ferry to Osk late again", [*FERRY, "It came at two in the end, the master said."])
        host.pages["/feed"] = feed(
            host, ("/new", "Storm", ""), ("/ferry", "Ferry late", "It came at two…"), ("/bread", "Bread", "")
        )
        (report,) = follow.refresh(library, web)
        assert sorted(one.status for one in report.added) in (["added", "updated"], ["added", "added"])
        assert report.unchanged == 1
        titles = {one.title for one in library.articles()}
        assert "Storm takes roof" in titles
        if removed.title == "Bread on Sundays":
            assert "Bread on Sundays" not in titles, "what a reader removed stays away"


def test_a_feed_that_is_added_again_puts_what_is_known_into_the_other_collection(library: Library, host: Host) -> None:
    with host.fetcher() as web:
        follow.take(library, web, host.url("/feed"), Given(collections=("Harbour",)))
        report = follow.take(library, web, host.url("/feed"), Given(collections=("Sea",)))
        assert report.count("updated") == 2
        assert {one.collections for one in library.articles()} == {("Harbour", "Sea")}
        follow.take(library, web, host.url("/feed"), Given(collections=("Sea",)))
    assert host.asked.count("/ferry") == 2, "nothing is read again without need"


def test_an_unchanged_feed_is_not_sent_again(library: Library, host: Host) -> None:
    host.pages["/feed"] = tagged(*host.pages["/feed"])
    with host.fetcher() as web:
        follow.take(library, web, host.url("/feed"), Given())
        (report,) = follow.refresh(library, web)
    assert (report.added, report.unchanged, report.error) == ((), 2, None)


def test_a_broken_feed_stops_no_other(library: Library, host: Host) -> None:
    host.pages["/other"] = feed(host, ("/bread", "Bread", ""))
    with host.fetcher() as web:
        for path in ("/feed", "/other"):
            follow.take(library, web, host.url(path), Given())
        host.pages["/feed"] = lambda request: answer(request, status=500)
        host.pages["/new"] = page("Storm takes roof", STORM)
        host.pages["/other"] = feed(host, ("/new", "Storm", ""), ("/gone", "A page that is gone", ""))
        broken, fine = follow.refresh(library, web)
    assert broken.error is not None and "error (500)" in broken.error
    assert fine.count("added") == 2 and fine.error is None
    teaser = next(one.article for one in fine.added if one.article.title == "A page that is gone")
    assert teaser.note is not None and "not there (404)" in teaser.note
    assert [one.error is None for one in follow.feeds(library)] == [False, True]


def test_a_feed_that_moved_is_followed_at_its_new_address(library: Library, host: Host) -> None:
    with host.fetcher() as web:
        follow.take(library, web, host.url("/feed"), Given())
        host.pages["/moved"] = host.pages["/feed"]
        host.pages["/feed"] = lambda request: answer(request, status=301, Location="/moved")
        list(follow.refresh(library, web))
        assert [one.url for one in follow.feeds(library)] == [host.url("/moved")]
        host.pages["/moved"] = "<html><body>Nothing here</body></html>"
        (report,) = follow.refresh(library, web)
        assert report.error is not None and "no feed any more" in report.error


def test_unfollowing_keeps_the_articles(library: Library, host: Host) -> None:
    with host.fetcher() as web:
        follow.take(library, web, host.url("/feed"), Given())
        follow.unfollow(library, host.url("/feed"))
        assert follow.feeds(library) == [] and len(library.articles()) == 2
        with pytest.raises(NotFoundError, match="is not followed"):
            list(follow.refresh(library, web, [host.url("/feed")]))


def test_what_is_stated_wins_over_the_page(library: Library, host: Host) -> None:
    with host.fetcher() as web:
        given = Given(source="Harbour Gazette", published=date(2026, 3, 1))
        (added,) = follow.take(library, web, host.url("/ferry"), given).added
    assert (added.article.source, added.article.published) == ("Harbour Gazette", date(2026, 3, 1))
    with host.fetcher() as web, pytest.raises(SourceError):
        follow.take(library, web, host.url("/gone"), Given())


def test_a_page_that_failed_once_is_tried_again(library: Library, host: Host) -> None:
    host.pages["/feed"] = tagged(*host.pages["/feed"])
    host.pages["/ferry"] = lambda request: answer(request, status=503)
    with host.fetcher() as web:
        report = follow.take(library, web, host.url("/feed"), Given())
        assert [one.article.note is not None and "503" in one.article.note for one in report.added] == [True, False]
        host.pages["/ferry"] = page("Ferry to Osk late again", FERRY)
        (report,) = follow.refresh(library, web)
        assert ([one.status for one in report.added], report.unchanged) == (["updated"], 1)
        assert [one.text for one in library.get(report.added[0].article.id).paragraphs] == FERRY
        (report,) = follow.refresh(library, web)
    assert (report.added, report.unchanged) == ((), 2)
    assert host.asked.count("/ferry") == 2 and host.asked.count("/bread") == 1
    assert follow.feeds(library)[0].etag == '"7"'


def test_a_page_that_stays_closed_is_given_up(library: Library, host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    host.pages["/ferry"] = lambda request: answer(request, status=402)
    with host.fetcher() as web:
        follow.take(library, web, host.url("/feed"), Given())
        for _ in range(8):
            list(follow.refresh(library, web))
        assert host.asked.count("/ferry") == follow.MOST_TRIES
        changed = feed(host, ("/ferry", "Ferry late", FERRY[1][:60] + "…"))
        host.pages["/feed"] = changed
        list(follow.refresh(library, web))
        assert host.asked.count("/ferry") == follow.MOST_TRIES + 1, "an item that changed is another one"
        monkeypatch.setattr(follow, "TRIED_FOR", timedelta(0))
        for _ in range(3):
            list(follow.refresh(library, web))
        assert host.asked.count("/ferry") == follow.MOST_TRIES + 2


def test_a_removed_teaser_stays_away(library: Library, host: Host) -> None:
    host.pages["/ferry"] = lambda request: answer(request, status=503)
    with host.fetcher() as web:
        report = follow.take(library, web, host.url("/feed"), Given())
        library.remove(report.added[0].article.id)
        for _ in range(2):
            (report,) = follow.refresh(library, web)
            assert report.added == ()
    assert [one.title for one in library.articles()] == ["Bread on Sundays"]


def test_a_whole_text_is_an_update_of_its_teaser_whatever_address_it_names(library: Library, host: Host) -> None:
    host.pages["/feed"] = feed(host, ("/go?to=ferry", "Ferry late", "A teaser of nine words that the page never has."))
    host.pages["/go?to=ferry"] = lambda request: answer(request, status=503)
    with host.fetcher() as web:
        (teaser,) = follow.take(library, web, host.url("/feed"), Given()).added
        host.pages["/go?to=ferry"] = lambda request: answer(request, status=302, Location="/ferry")
        (report,) = follow.refresh(library, web)
    assert [(one.status, one.article.id) for one in report.added] == [("updated", teaser.article.id)]
    assert [one.url for one in library.articles()] == [host.url("/ferry")]


def test_a_feed_unfollowed_while_it_is_read_stays_so(library: Library, host: Host) -> None:
    with host.fetcher() as web:
        for path in ("/feed", "/gone"):
            host.pages[path] = feed(host, ("/bread", "Bread", ""))
            follow.take(library, web, host.url(path), Given())

        def unfollowed(path: str, status: int) -> Any:
            def page(request: Any) -> None:
                follow.unfollow(library, host.url(path))
                answer(request, feed(host)[1], status=status, media="application/rss+xml")

            return page

        host.pages["/feed"], host.pages["/gone"] = unfollowed("/feed", 200), unfollowed("/gone", 500)
        assert len(list(follow.refresh(library, web))) == 2
    assert follow.feeds(library) == []


def test_a_feed_that_moved_onto_another_becomes_one_with_it(library: Library, host: Host) -> None:
    with host.fetcher() as web:
        host.pages["/old"] = host.pages["/feed"]
        follow.take(library, web, host.url("/feed"), Given(source="Gazette", collections=("Ports", "Sea")))
        follow.take(library, web, host.url("/old"), Given(collections=("Boats",)))
        host.pages["/old"] = lambda request: answer(request, status=301, Location="/feed")
        list(follow.refresh(library, web, [host.url("/old")]))
        (one,) = follow.feeds(library)
        assert (one.url, one.source, set(one.collections)) == (host.url("/feed"), "Gazette", {"Ports", "Sea", "Boats"})
        follow.take(library, web, host.url("/old"), Given(collections=("News",)))
        (one,) = follow.feeds(library)
        assert (one.source, set(one.collections)) == ("Gazette", {"Ports", "Sea", "Boats", "News"})
        assert all("News" in one.collections for one in library.articles())
        assert host.asked.count("/ferry") == 3


def test_the_address_that_was_given_is_the_one_that_is_fetched(library: Library, host: Host) -> None:
    given = host.url("/index.php?rss&partner=desk")
    host.pages["/index.php?rss&partner=desk"] = host.pages["/feed"]
    with host.fetcher() as web:
        follow.take(library, web, given, Given())
        (report,) = follow.refresh(library, web)
        assert report.error is None
        (one,) = follow.feeds(library)
        assert (one.url, one.address) == (host.url("/index.php?rss="), given)
        follow.unfollow(library, given)
    assert follow.feeds(library) == []


def test_a_record_of_a_feed_from_before_is_read(library: Library, host: Host) -> None:
    library.put_record(follow.FEED, host.url("/feed"), json.dumps({"url": host.url("/feed"), "items": {"/bread": "1"}}))
    with host.fetcher() as web:
        (report,) = follow.refresh(library, web)
    assert (report.error, report.count("added")) == (None, 2)


def test_a_feed_that_meets_a_fault_of_ours_stops_no_other(
    library: Library, host: Host, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken:
        def __init__(self, web: follow.Get) -> None:
            self.web = web

        def get(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
            if url.endswith("/feed"):
                raise RecursionError("too deep")
            return self.web.get(url, etag=etag, last_modified=last_modified)

    host.pages["/other"] = feed(host, ("/bread", "Bread", ""))
    with host.fetcher() as web:
        for path in ("/feed", "/other"):
            follow.take(library, web, host.url(path), Given())
        broken, fine = follow.refresh(library, Broken(web))
    assert broken.error is not None and "RecursionError" in broken.error and fine.error is None
    assert "too deep" in caplog.text


def test_a_feed_without_a_title_that_has_an_empty_item_stops_no_other(library: Library, host: Host) -> None:
    untitled = b"<rss version='2.0'><channel><item><guid>1</guid><title>%s</title></item></channel></rss>"
    host.pages["/a"] = "application/rss+xml", untitled % b"Bread on Sundays"
    with host.fetcher() as web:
        for path in ("/a", "/feed"):
            follow.take(library, web, host.url(path), Given())
        empty = untitled.replace(b"<title>%s</title>", b"<link>%s</link>") % host.url("/bread").encode()
        host.pages["/a"] = "application/rss+xml", empty
        bad, fine = follow.refresh(library, web)
    assert (len(bad.skipped), bad.error, fine.error) == (1, None, None)
