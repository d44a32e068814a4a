"""Noticing that somebody committed something."""

from __future__ import annotations

import time
from contextlib import closing

import psycopg
import psycopg.conninfo

from netlearn_widgets.model.act import Act
from netlearn_widgets.model.workshop import Answer, Participant, Workshop
from netlearn_widgets.store import Changes, Store
from netlearn_widgets.store.listening import Listening


def _news(changes: Changes) -> bool:
    """Whether there is news within five seconds: PostgreSQL's word needs its moment on the way."""
    until = time.monotonic() + 5
    while not changes.poll():
        if time.monotonic() > until:
            return False
    return True


def test_a_commit_by_anybody_is_noticed_once(store: Store, other: Store, workshop: Workshop, ada: Participant):
    """By this process or another, and whatever was committed; what was there before is no change."""
    changes = store.changes()

    assert not changes.poll()
    for commit in (
        lambda: store.record(workshop.id, Answer(question="q", participant=ada.id, value=1)),
        lambda: other.record(workshop.id, Answer(question="q", participant=ada.id, value=2)),
        lambda: other.join(workshop.id, "bo's token"),
        lambda: other.open_round(workshop.id, "Review"),
        lambda: other.set_guide(workshop.id, "title = 2"),
        lambda: other.act(workshop.id, Act(kind="group", value={"card": "c1", "theme": "t1"}, participant=ada.id)),
        lambda: other.add_workshop(Workshop(code="BBBB-22", title="", guide="")),
        lambda: other.delete(other.workshop("BBBB-22").id),
    ):
        commit()
        assert _news(changes)
        assert not changes.poll()
    changes.close()


def test_many_commits_are_one_change(store: Store, workshop: Workshop, ada: Participant):
    """Whoever looks once after ten commits need not look ten times."""
    changes = store.changes()
    for number in range(10):
        store.record(workshop.id, Answer(question="q", participant=ada.id, value=number))

    assert _news(changes)
    assert False in [changes.poll() for _ in range(9)]
    changes.close()


def test_reading_is_no_change(store: Store, other: Store, workshop: Workshop, ada: Participant):  # noqa: ARG001
    changes = store.changes()
    other.read(workshop.id)
    other.join(workshop.id, "ada's token")

    assert not changes.poll()
    changes.close()


def test_a_lost_connection_is_made_again(new_database, postgresql: str):
    """After it there may have been news, so it says so once; the store's verbs go on as if nothing had happened."""
    with Store.create(new_database()) as store, closing(store.changes()) as changes:
        workshop = store.add_workshop(Workshop(code="KRTM-27", title="", guide=""))
        assert _news(changes)

        _end_connections(postgresql)

        # the first look may find only the server's last words, the second finds the line dead
        assert changes.poll() or changes.poll()
        assert not changes.poll()
        store.join(workshop.id, "token")
        assert _news(changes)


def test_while_the_database_is_away_there_is_no_news(new_database, postgresql: str):
    """Asking is safe and quick meanwhile, and the database is asked again after a pause only."""
    address = new_database()
    name = psycopg.conninfo.conninfo_to_dict(address)["dbname"]
    seconds = [0.0]
    with Store.create(address) as store, closing(Listening(store.database, lambda: seconds[-1])) as changes:
        with psycopg.connect(postgresql, autocommit=True) as host:
            host.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
            _end_connections(postgresql)
            assert [changes.poll() for _ in range(3)] == [False, False, False]
            host.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")

        assert not changes.poll()
        seconds.append(2.0)
        assert changes.poll()


def _end_connections(postgresql: str) -> None:
    with psycopg.connect(postgresql, autocommit=True) as host:
        ours = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = 'netlearn'"
        assert (True,) in host.execute(ours).fetchall()
