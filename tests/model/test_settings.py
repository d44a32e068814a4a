"""How a workshop is held, and what follows for names and for what people are told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlearn_widgets.model.act import Act
from netlearn_widgets.model.errors import InvalidAnswer
from netlearn_widgets.model.naming import aliases, kept_name
from netlearn_widgets.model.privacy import promises
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.settings import LEAST, MOST, NAMES, REVEALS, Settings, settings
from netlearn_widgets.model.workshop import Participant, Round, Workshop


def held(*values: object) -> Settings:
    return settings([Act(kind="settings", value=value) for value in values])


def test_a_workshop_that_chose_nothing_asks_for_names_and_protects():
    assert Settings(names="names", threshold=5, protected=True, reveal="at once") == held()


def test_the_newest_choice_counts_and_leaves_the_others_as_they_are():
    assert Settings(names="aliases", threshold=4) == held({"names": "aliases", "threshold": 7}, {"threshold": 4})


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"names": "numbers"}, "names, aliases or nothing"),
        ({"names": ["names"]}, "names, aliases or nothing"),
        ({"threshold": 2}, "from 3 to 10"),
        ({"threshold": 11}, "from 3 to 10"),
        ({"threshold": True}, "from 3 to 10"),
        ({"threshold": "5"}, "from 3 to 10"),
        ({"protected": 0}, "true or false"),
        ({"reveal": "never"}, "at once, or when the host"),
        ({"reveal": ["host"]}, "at once, or when the host"),
        ({"colour": "red"}, "no setting 'colour'"),
        ({"names": "nothing", "protected": False}, "stay protected"),
        ("names", "The settings"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words_and_changes_nothing(value: object, words: str):
    with pytest.raises(InvalidAnswer, match=words):
        Settings().changed(value)
    assert Settings() == held(value)


def test_settings_of_an_older_workshop_show_results_as_ever():
    """Also one without names: what its people were told stays true."""
    assert "at once" == held({"names": "aliases", "threshold": 4, "protected": True}).reveal
    assert "host" == held({"reveal": "host"}, {"names": "nothing"}, {"threshold": 4}).reveal


def test_people_who_are_not_named_are_protected_again():
    """A named workshop that shows everything, and then asks for names no more."""
    assert not held({"protected": False}).protected
    assert held({"protected": False}, {"names": "aliases"}).protected


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["names", "threshold", "protected", "reveal", "x"]),
            st.sampled_from([*NAMES, *REVEALS, 2, 3, 10, 11, True, False, None]),
        )
    )
)
def test_whatever_is_sent_the_settings_make_sense(values: list[dict[str, object]]):
    found = held(*values)

    assert found.names in NAMES
    assert LEAST <= found.threshold <= MOST
    assert found.protected or found.names == "names"
    assert found.reveal in REVEALS


def test_a_name_is_kept_only_where_one_is_asked_for():
    assert ["Ada", "Ada", ""] == [kept_name(names, " Ada ") for names in NAMES]


def test_a_name_too_long_is_told_as_what_it_is():
    with pytest.raises(InvalidAnswer, match="Your made-up name has 81 characters"):
        kept_name("aliases", "x" * 81)


def test_a_made_up_name_is_two_words_and_nobodys_yet():
    """However many are taken."""
    everything = aliases([], 10_000)

    assert len(everything) > 500
    assert len(set(everything)) == len(everything)
    assert all(len(one.split()) == 2 for one in everything)
    assert everything[:1] == aliases([one.upper() for one in everything[1:]], 6)
    assert aliases(everything, 6) == []


def test_names_given_earlier_are_shown_nowhere_once_nobody_is_asked():
    ada = Participant(id="ada", name="Ada")
    record = Record(workshop=Workshop(code="KRTM-27", title="Ours", guide=""), rounds=(Round(number=1, title=""),))
    nameless = Record(
        workshop=record.workshop, rounds=record.rounds, acts=(Act(kind="settings", value={"names": "nothing"}),)
    )

    assert "Ada" == record.called(ada)
    assert "" == nameless.called(ada)


@pytest.mark.parametrize("names", NAMES)
def test_the_note_says_who_sees_where_it_is_kept_and_how_it_is_taken_back(names: str):
    """In few words first; and it does not speak of names where nobody is asked for one."""
    who, where, back = promises(Settings(names=names))

    assert ["Who sees what", "Where it is kept", "How to take it back"] == [who.title, where.title, back.title]
    assert all(len(one.brief) < 200 for one in (who, where, back))
    assert "Take all my answers out" in back.brief
    assert ("whoever set up this workshop" in back.brief) == (names != "nothing")
    assert ("made up" in " ".join(where.more)) == (names == "aliases")


def test_the_note_says_from_how_many_answers_on_something_is_shown():
    for names in NAMES:
        assert "once 4 people have answered" in promises(Settings(names=names, threshold=4))[0].brief
    assert "once 4 people" in " ".join(promises(Settings(threshold=4))[0].more)


def test_the_note_says_when_something_is_shown():
    assert "and the host shows it" in promises(Settings(names="nothing", reveal="host"))[0].brief
    assert "and the host or one of you shows it" in promises(Settings(reveal="together"))[0].brief
    assert "Where nobody leads" in " ".join(promises(Settings())[0].more)
    assert "when the host shows them, and not before" in " ".join(promises(Settings(reveal="host"))[0].more)


def test_where_nothing_is_protected_the_note_promises_nothing():
    """It says what is seen, and that whoever was promised more keeps it."""
    who = promises(Settings(protected=False, reveal="together"))[0]

    assert "sees each answer, and may know whose it is" in who.brief
    assert "without names" not in who.brief
    assert "stays protected until the next round" in " ".join(who.more)


def test_the_note_says_what_small_numbers_cannot_promise():
    """That one person may count as several, and that the host sees it as far as browsers tell."""
    assert "may join as several people" in " ".join(promises(Settings())[0].more)
    assert "several people" not in " ".join(promises(Settings(protected=False))[0].more)
    assert "a host sees when several people join from one device" in " ".join(promises(Settings())[1].more)


@pytest.mark.parametrize("names", NAMES)
def test_the_note_takes_nobody_for_a_host(names: str):
    """In a group that nobody leads there is none to ask."""
    said = " ".join(word for one in promises(Settings(names=names)) for word in (one.brief, *one.more))

    assert "your host" not in said


def test_the_note_says_where_the_data_really_is():
    assert "one file" in promises(Settings())[1].brief
    assert "database" in promises(Settings(), in_file=False)[1].brief
