"""Keep the closed classes of English that the checks look for: negation, hedges, opposites."""

from __future__ import annotations

NEGATORS = frozenset("not no never none nobody nothing neither nor without hardly cannot nowhere barely".split())
"""Words that deny; those that end in "n't" do, too."""
REFUSALS = frozenset(
    "refuse reject deny decline fail lack stop prevent avoid dismiss halt block oppose doubt against unable unwilling "
    "unlikely unclear unknown uncertain unaware unopposed impossible absent absence missing".split()
)
"""Words that deny in a paraphrase: "rejected a call to resign" and "refused to resign", "lacks" and "has no"."""
DOUBTS = frozenset(
    "may might could possibly perhaps maybe probably likely unlikely appear seem apparently reportedly allegedly "
    "suspect suspected believe think feel suggest hope fear guess consider whether if unclear potential potentially "
    "alleged claim accuse purportedly supposedly presumably propose offer want wish try seek ask demand urge call aim "
    "attempt almost nearly can".split()
)
"""Words that keep what follows from being a fact: possibility, belief, wish, condition, somebody's doubtful word."""
PLANS = frozenset("will would shall plan expect intend due schedule set promise pledge vow should".split())
"""Words that put what follows into the future."""
PASSING = frozenset("can try ask call set to if offer want wish demand urge seek aim hope".split())
"""Hedges too common to miss in a sentence that keeps little of the source's wording."""
FIRM = frozenset("confirm prove establish verify decide guarantee certainly definitely".split())
"""Words that make a fact of what they introduce."""
OPENING = frozenset("too enough wait await need require postpone delay cancel abandon scrap close".split())
"""Other words behind which a deed is still undone, or never will be: "too early for a cut", "close to a win"."""
LIMITS = frozenset("only just merely solely exclusively about nearly almost roughly approximately around".split())
"""Words that bound what they stand before: left out of the source's own wording, the claim says more."""

_OPPOSITES = """
accept approve agree allow permit welcome back endorse back / reject refuse dismiss deny ban prohibit forbid oppose veto
accept / decline
support favour favor back / oppose resist attack criticise criticize condemn
praise applaud hail / criticise criticize condemn blame attack
confirm admit acknowledge / deny dispute refute
rise increase grow climb gain jump soar surge expand raise lift boost / fall decrease drop decline shrink slump
rise increase grow climb gain jump soar surge expand raise lift boost / plunge sink tumble cut reduce lower slash
up / down
upward / downward
above / below
over / under
more / fewer less
most / least fewest
higher high / lower low
highest / lowest
increased / decreased
strengthen / weaken
strong stronger / weak weaker
resume restart reopen continue / halt suspend stop pause end cancel
resume begin start open launch / halt end stop close finish
start begin / end finish stop
open reopen / close shut
win / lose
victory win / defeat loss
won / lost
gain / loss lose
profit / loss
advance / retreat withdraw
enter join / leave quit exit withdraw
join / leave quit
arrive / depart leave
buy / sell
purchase / sale
hire recruit appoint employ / fire sack dismiss
give / take
send / receive
lend / borrow
build / demolish destroy
create / destroy
attack / defend
release free / detain arrest jail imprison hold
acquit / convict
innocent / guilty
convicted / acquitted
legal lawful / illegal unlawful
legalise legalize / criminalise criminalize ban
alive survive / dead die kill
survivor / victim
survive / die
safe / dangerous unsafe
first / last
before / after
earlier / later
early / late
former / current
past / future
old older / new newer young younger
oldest / youngest newest
male man men boy father son brother husband / female woman women girl mother daughter sister wife
north northern / south southern
east eastern / west western
left / right
inside / outside
public / private
same / different
similar / different
majority / minority
maximum / minimum
major / minor
include / exclude
success succeed / failure fail
pass / fail
easy easier / hard harder difficult
cheap cheaper / expensive dear costly
rich richer / poor poorer
hot hotter / cold colder cool
warm / cool
good better best / bad worse worst
positive / negative
optimistic / pessimistic
true / false
right / wrong
full / empty
long longer / short shorter
large larger big bigger great greater / small smaller little
wide / narrow
fast faster quick quicker / slow slower
accelerate / slow decelerate
heavy heavier / light lighter
love / hate
like / dislike
hope / fear
trust / distrust
friend ally / enemy foe rival
peace / war
truce ceasefire / attack offensive
hawkish / dovish
import / export
supply / demand
teacher / pupil student
employer / employee
landlord / tenant
plaintiff / defendant
prosecution / defence defense
victim / suspect attacker
many / few
all every / none
always / never
often / rarely seldom
everyone everybody / nobody
everything / nothing
with / without
possible / impossible
likely / unlikely
able / unable
known / unknown
clear / unclear
certain sure / uncertain unsure
happy / unhappy
available / unavailable
necessary / unnecessary
fair / unfair
popular / unpopular
successful / unsuccessful
aware / unaware
willing / unwilling
stable / unstable
agree / disagree
agreement / disagreement
approve / disapprove
connect / disconnect
appear / disappear
satisfied / dissatisfied
tighten / loosen ease relax
worsen deteriorate / improve recover
better / worse
extend lengthen prolong / shorten cut
delay postpone / hasten
keep retain hold maintain / cut drop abandon scrap lift raise
keep / lose
restore / remove
add / remove subtract
impose / lift
sign / break cancel
upgrade / downgrade
overestimate / underestimate
overstate / understate
upheld uphold / overturn strike
guilty / innocent
ahead / behind
front / back
top / bottom
day / night
morning / evening
summer / winter
spring / autumn
ally / opponent
supporter / opponent critic
proponent / opponent
liberal / conservative
surplus / deficit
inflow / outflow
arrival / departure
encourage / discourage
permit / prohibit
enable / prevent
cause / prevent
protect / harm endanger
help / hinder hurt
calm / rough stormy
quiet / loud noisy
wet / dry
deep / shallow
near / far
adult / child
permanent / temporary
voluntary / mandatory compulsory
domestic foreign / international
urban / rural
civilian / military soldier
credit / debit
asset / liability
mild / severe
lead / trail
trail / lead
exceed / miss
meet / miss
""".strip()


def _pairs() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _OPPOSITES.splitlines():
        left, _, right = line.partition(" / ")
        for one in left.split():
            for other in right.split():
                found.setdefault(one, set()).add(other)
                found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}


OPPOSITES = _pairs()
"""For each word in its plain form those that say the contrary."""
