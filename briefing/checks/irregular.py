"""Keep the irregular forms of English verbs and nouns, each behind its plain form."""

from __future__ import annotations

_IRREGULAR = """
be am is are was were been being
have has had
do does did done
go went gone
say said
make made
take took taken
come came
see saw seen
know knew known
get got gotten
give gave given
find found
think thought
tell told
become became
leave left
feel felt
bring brought
begin began begun
keep kept
hold held
write wrote written
stand stood
hear heard
mean meant
meet met
run ran
pay paid
sit sat
speak spoke spoken
lead led
grow grew grown
lose lost
fall fell fallen
send sent
build built
understand understood
draw drew drawn
break broke broken
spend spent
rise rose risen
drive drove driven
buy bought
wear wore worn
choose chose chosen
seek sought
throw threw thrown
catch caught
deal dealt
win won
fight fought
teach taught
sell sold
eat ate eaten
fly flew flown
lay laid
forget forgot forgotten
shake shook shaken
strike struck stricken
sink sank sunk
sing sang sung
swim swam swum
ring rang rung
shoot shot
steal stole stolen
swear swore sworn
tear tore torn
wake woke woken
withdraw withdrew withdrawn
overthrow overthrew overthrown
undergo underwent undergone
undertake undertook undertaken
flee fled
feed fed
freeze froze frozen
hide hid hidden
bear bore born
bind bound
bleed bled
blow blew blown
dig dug
hang hung
lend lent
ride rode ridden
shrink shrank shrunk
slide slid
spring sprang sprung
stick stuck
sweep swept
uphold upheld
arise arose arisen
beat beaten
bite bit bitten
forbid forbade forbidden
forgive forgave forgiven
weave wove woven
sleep slept
creep crept
weep wept
light lit
use used
die died
lie lied
tie tied
sue sued
owe owed
age aged
ease eased
man men
woman women
child children
person people
foot feet
""".strip()

IRREGULAR = {form: line.split()[0] for line in _IRREGULAR.splitlines() for form in line.split()}
"""The plain form behind each irregular one."""

UNCHANGING = frozenset("bid burst cast cost cut hit hurt let put quit set shed shut split spread".split())
"""Verbs whose past is their plain form."""
