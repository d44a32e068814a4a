"""Every place above the model that reads what people said, and the output it makes: held to the code by `test_shown`.

A line is ``output file function reads whose | why``, where ``reads`` may be several names. The output is a row of the
table in docs/data.md, "What leaves a workshop"; ``-`` is none: what is read is nothing that anybody said. ``whose`` is
the class that has what is read, or the module of a function.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["NO_OUTPUT", "PLACES", "Place"]

NO_OUTPUT = "-"


class Place(NamedTuple):
    """A function that reads something of what people said."""

    output: str
    file: str
    function: str
    reads: tuple[str, ...]
    whose: str
    why: str

    @classmethod
    def of(cls, line: str) -> Place:
        """Read a line."""
        named, _, why = line.partition("|")
        output, file, function, reads, whose = named.split()
        return cls(output, file, function, tuple(reads.split(",")), whose, why.strip())


_LINES = """
picture analysis/asked.py Asked.answers shown Record | every picture starts from here, of every kind of question
picture analysis/asked.py Asked._disclosure disclosure Record | the same, with what is said of the rest
picture analysis/asked.py Asked.parts said Record | the order of cards and rows that were given openly
picture analysis/asked.py Asked.parts openly Disclosure | which were
picture analysis/asked.py Asked.parts answers Asked | the cards and rows of answers that may be shown
picture analysis/asked.py Asked.values answers Asked | what they say
picture analysis/tally.py picture answers Asked | how many answers are in a picture
picture analysis/counting.py gap answers Asked | how many answers are in its other half
picture analysis/gathering.py cover answers Asked | whether anybody has named anybody
picture pages/parts.py Shown._tree shown Record | how many answers there are to see, before one's own
held analysis/asked.py Asked.held answers Disclosure | whether there are answers of another form
held analysis/asked.py held_of waiting,apart Disclosure | how many have answered and how many wait
held pages/parts.py _Drawn._mark disclosure Record | whether a page has to draw again
held pages/screen.py Screen._show disclosure Record | how many have answered the question on the screen
picture pages/screen.py Screen._show shown Record | how many of them are in its picture
before analysis/before.py before answers Asked | how many answered in the earlier round
before analysis/before.py _earlier answers Asked | which round that is
wording pages/parts.py _wordings proposal Record | the wording one is asked about
wording pages/parts.py _Drawn._mark proposal Record | whether it is another one
wording analysis/agreeing.py spread proposal Wording | the wording above its positions
wording report/sheets.py _Sheet._question proposal Record | the wording on a sheet of paper
drafts pages/parts.py _wordings shown Record | texts to begin a wording from
positions analysis/agreeing.py spread seen_on model/deciding.py | the positions on a wording that may be shown
positions analysis/agreeing.py spread wordings model/deciding.py | the wordings of a question in a round
positions analysis/agreeing.py _names participants,disclosure Record | names beside reasons given openly
positions analysis/agreeing.py _names openly Disclosure | the same
positions pages/agreeing.py Standing._mark wordings model/deciding.py | whether a page has to draw again
positions pages/agreeing.py Standing._mark disclosure,participants Record | the same
positions pages/agreeing.py Standing._may_see on_table model/deciding.py | whether a host has shown them
positions pages/agreeing.py Standing._may_see shown Wording | the same
positions pages/proposals.py listed shown Wording | the same, for a host
state analysis/agreeing.py spread state_of model/deciding.py | what became of the wording on the table
state pages/proposals.py listed decision Wording | whether anything was recorded, for a host
state analysis/agreeing.py spread missing,positions,decision,reopened Wording | the same, and how many are missing
earlier analysis/agreeing.py _earlier seen_on,state_of model/deciding.py | what of their positions was shown
earlier analysis/agreeing.py _earlier proposal,positions Wording | wordings that were replaced, with what they came to
state pages/agreeing.py deciding is_objected model/deciding.py | whether somebody should be heard before it is recorded
recording pages/agreeing.py deciding.may may_try model/deciding.py | what somebody may try to record now
recording pages/proposals.py listed on_table,may_try model/deciding.py | what a host may record now
recording pages/proposals.py listed proposal Wording | the same
recording pages/proposals.py Proposals._decide attempt model/deciding.py | what a host is told who cannot record it
recording pages/visit.py Visit.decide attempt model/deciding.py | what somebody is told who cannot record it
board analysis/themes.py board_of board model/themes.py | the cards that may be seen, as the group sorted them
board analysis/themes.py board_of held_and_done,worked_out Record | what was done to them, and the board that is known
board analysis/themes.py is_sorted done Record | whether anything was
board pages/sorting.py Sorted._mark acts,disclosure Record | whether a page has to draw again
board pages/parts.py _Drawn._mark acts Record | the same
board pages/sorting.py became acts Record | what became of one's own cards
dots analysis/themes.py themes counted,waiting Board | dots in the picture of the themes
dots pages/sorting.py Sorted._waiting waiting Board | how many people's dots wait
showing pages/showing.py _offer disclosure Record | how many have answered, and whether it waits to be shown
showing pages/showing.py _offer on_table model/deciding.py | the wording that positions are on
showing pages/showing.py _offer missing,shown Wording | whether enough have taken one, and whether they are shown
showing pages/showing.py tally votes Board | whether one has given dots oneself
showing pages/showing.py missing participants Record | how many have joined
showing pages/proposals.py listed positions Wording | how many have taken a position, before a host shows them
showing pages/sorting.py Sorted._mark participants Record | whether a page has to draw again
dots pages/sorting.py plain counted Board | dots on themes
dots pages/sorting.py plain.piles_of counted Board | dots on cards
own pages/sorting.py plain votes,returned Board | one's own dots
names pages/parts.py _names shown Record | names and organisations that are offered
own pages/visit.py Visit.value current Record | one's own answer
own pages/owning.py waits_for_others disclosure Record | whether one's own answer waits, on one's own page
own pages/owning.py _waits shown,proposal Record | whether one's own answer is not shown yet, on one's own page
own pages/visit.py Visit.before current Record | one's own answer in an earlier round
own pages/visit.py Visit._stands current Record | whether one has said that already
own pages/visit.py Visit._keep said Record | one's own answer from another device
own pages/visit.py Visit.unsent answers Record | whether one's own answer arrived
own pages/visit.py Visit._take participants Record | whether one was taken out
own pages/visit.py Visit.refresh participants Record | whether somebody joined, perhaps this visitor on another page
recording pages/notices.py _objecting on_table model/deciding.py | whether the wording is agreed
recording pages/notices.py _objecting decision,objected Wording | the same, and whether everybody knows of an objection
own pages/notices.py _shows_at_once said Record | whether one has answered under protection
own pages/notices.py _shows_at_once disclosure Record | the same
own pages/notices.py _shows_at_once openly Disclosure | the same
aliases pages/joining.py invitation participants Record | made-up names that are offered are taken by nobody
here pages/screen.py Screen.look here PresenceVerbs | how many are here
here pages/screen.py Screen._show participants Record | how many have joined
progress pages/host.py Host._people disclosure Record | how many have answered each question
held pages/host.py Host._waits disclosure Record | how many wait and why, beside each question
picture pages/host.py Host._people shown Record | whether anything of a question is seen
picture pages/host.py Host._waits answers Disclosure | how many are in the picture, where some wait
progress pages/host.py Host._people participants Record | how many have joined, and names of those who are here
progress pages/host.py Host.look here PresenceVerbs | who is here, and where somebody is typing
progress pages/host.py Host._look_back shared_devices DeviceVerbs | who joined on one device
progress pages/host.py Host._led disclosure Record | which results a host has shown
sorting pages/deeds.py _found done Record | who did what to the cards, for a host
sorting pages/deeds.py _found deeds model/deeds.py | the same
sorting pages/deeds.py back done Record | what undoes it
sorting pages/deeds.py back undone model/deeds.py | the same
left pages/host.py Host._look_back named PartingVerbs | where others name people who left, for a host
plan report/reading.py Reading.actions shown Record | the actions on the front page
plan pages/parts.py Planned._mark acts Record | whether the plan has to be written again
took-part report/reading.py Reading.took_part answers,participants Record | who answered anything in a round
took-part report/document.py _sitting disclosure Record | how many questions were answered in a round
took-part report/document.py _from_paper answers,current Record | how many answers came from paper
old-answers report/document.py _earlier answers Record | to which questions that the guide has no more
old-answers report/document.py _earlier shown,shown_unfit Record | what of it may be shown
moderation report/moderation.py moderated acts Record | what a host hid, in the plan
moderation report/moderation.py moderated log model/moderation.py | the same
moderation analysis/frames.py moderation acts Record | the same, as a frame
moderation analysis/frames.py moderation log model/moderation.py | the same
raw-frames analysis/frames.py _answer_rows answers,participants Record | the group's own raw data, for its analyst
groups analysis/groups.py _broken_down disclosure,disclosure_at Record | answers to break down
groups analysis/groups.py _broken_down answers,openly Disclosure | the same, and which were given openly
groups analysis/groups.py _broken_down break_downs,ended,guarded model/grouping.py | who is in which group at the end
groups analysis/groups.py _broken_down shown Breakdown | the groups that may be shown
groups analysis/groups.py _rows shown Breakdown | the groups that may be shown
raw-frames analysis/frames.py _standing answers,current,unfit Record | which of it stands
raw-frames analysis/network.py network current Record | the map for the group's own analyst
shared-frames analysis/network.py network shown Record | the map as everybody may see it
agreements-frame analysis/frames.py _wording_rows wordings model/deciding.py | every wording with what it came to
agreements-frame analysis/frames.py _wording_row seen_on,state_of model/deciding.py | what of it may be shown
agreements-frame analysis/frames.py _wording_row proposal,positions,decision,reopened Wording | the same
export cli/workshops.py _everything export_workshop store/transfer.py | everything, for the owner
export pages/workshops.py Workshops._everything export_workshop store/transfer.py | everything, for the administrator
overview pages/workshops.py Workshops.refresh overview Store | how many people and answers, for the administrator
overview pages/workshops.py Workshops.refresh answers Overview | the same
people cli/people.py people participants Record | who has joined, for the owner
people cli/people.py _found participants Record | who is meant
people cli/people.py _facts answers Record | how many questions somebody answered
people cli/people.py _asks answers,participants Record | where others name somebody
people cli/people.py _decide named PartingVerbs | where others name people who left
people cli/people.py _done answers,named,wordings Removal | what was taken out
people cli/rounds.py _check answers Record | whether anybody has answered
people cli/rounds.py _so_far answers Record | how many have
people cli/settings.py settings participants Record | whether anybody has joined
people cli/settings.py _check participants Record | the same
people cli/guides.py told_effects effects model/changing.py | how many answers another guide does not count
people cli/opening.py _promised answers,disclosure Record | how many answered under protection
people cli/opening.py _promised openly Disclosure | the same
status cli/watching.py watched count Store | how many answers are kept, for whoever runs the server
status cli/tending.py Tending.__init__ pulse PartingVerbs | whether anything changed
status cli/tending.py Tending._look pulse PartingVerbs | the same
memory pages/rehearsal.py _rehearse current,disclosure Record | counted beforehand; it shows nothing
- analysis/before.py _title shown Table | a cell in words
- analysis/gathering.py table shown Table | a cell in words
- analysis/unfolding.py _table shown Table | a cell in words
- report/reading.py Reading._action shown Table | a cell in words
- analysis/counting.py _rank count list | of a list
- analysis/drawing.py map_of vars Measure | a measure of a map that may be shown
- analysis/frames.py _member_rows vars Node | somebody on the map of a frame
- analysis/frames.py _tie_rows vars Tie | a tie on it
- analysis/frames.py moderation vars Entry | what a host hid
- analysis/network.py Network.graph vars Node | somebody on a map
- cli/workshops.py new vars Settings | how a workshop is held
- cli/pages.py _open log module | where events are written
- pages/host.py Host._look_back vars Asked | what hosts are asked
- pages/joining.py invitation vars Promise | the note on privacy
- pages/journey.py Journey._show vars Term | words of the guide
- pages/making.py _settings vars Settings | how a workshop is held
- pages/making.py make_workshop named Wanted | where a guide comes from
- pages/parts.py Shown.__init__ getattr Question | which questions are compared
- pages/room.py told_all vars Message | the host's message
- pages/workbook.py Workbook._add _said Workbook | what a page knows of its visitor
- pages/workbook.py Workbook._enter _said Workbook | the same
- pages/workbook.py Workbook._hello _said Workbook | the same
- pages/workbook.py Workbook._update _said Workbook | the same
- pages/workbook.py Workbook.answers answers analysis/frames.py | the function that makes the frame
- widgets/container.py Container.on_answer said Merged | what somebody is told of their other device
- widgets/question.py QuestionWidget.on_answer said Merged | the same
- widgets/noun.py Noun._handler getattr Noun | what a message asks for
- widgets/themes.py ThemesWidget.__repr__ board ThemesWidget | what it was given
- widgets/themes.py ThemesWidget._checked board ThemesWidget | the same
"""

PLACES = tuple(map(Place.of, _LINES.strip().splitlines()))
