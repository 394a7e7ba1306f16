/** Kept apart: phrases that measure and steer no rule. `= what was asked`, then `said → understood` (../spoken.ts). */
export const englishApart = `
= name
yeah put me down as Peter Walker → name=Peter Walker
the surname's Baker and it's Helen → name=Helen Baker
it's for my mother Mary Johnson → name=Mary Johnson
Clark, Susan Clark → name=Susan Clark
this would be Dmytro Savchenko → name=Dmytro Savchenko
David Miller sorry no Daniel Miller → name=Daniel Miller
do I have to → 
never you mind → 
= phone
oh nine five three two oh eighteen sixty → phone=+380953201860
it's zero five zero triple five double two double one → phone=+380505552211
nought six three one ten double oh forty one → phone=+380631100041
plus three eight oh six seven two oh two thirty three fourteen → phone=+380672023314
just use the one showing on your screen → phone=+380501112233
this one here that I'm ringing on → phone=+380501112233
you've got it there in front of you haven't you → 
I don't know my own number by heart → unsure
oh six seven and then I forget → 
= day
the twenty sixth then → day=2026-11-26
sometime next week maybe wednesday → day?=2026-11-25
in three days' time → day=2026-11-24
christmas eve → day=2026-12-24
first monday in december → day=2026-12-07
tuesday oh no wait wednesday → day=2026-11-25
tomorrow if you can squeeze me in → day=2026-11-22
wednesday's no good only thursday → day=2026-11-26
a fortnight on saturday → day?=2026-12-05
when my pension comes in → 
after the holidays sometime → 
the third or the fourth → 
the second of december if that's alright → day=2026-12-02
monday morning any time after eight → day=2026-11-23 time=08:00-
= time
somewhere between two and four → time=14:00-16:00
not before ten → time=10:00-
after lunch but before five → time=12:00-17:00
before noon → time=-12:00
six ish in the evening → time=18:00
half nine → time=09:30
twenty to eleven → time=10:40
from nine till eleven → time=09:00-11:00
any time after three → time=15:00-
around lunchtime → 
= time+offer
give me the early one → time=09:30
no that's too soon the second → time=15:30
half nine will do nicely → time=09:30
neither of those → 
= age
born in forty five → age?=81
I'm an eighty eight baby → age?=38
fifty seven next january → age?=56
sixty nine love → age=69
getting on for seventy → age?=70
my grandson is four and a half → age=4.5
I was born on the twelfth of march nineteen ninety → age=36
nineteen and a half → age=19.5
= weight
ninety something → weight?=90
almost a hundred → weight?=100
seventy five or thereabouts → weight=75
a bit over a hundred and twenty → weight?=120
sixty eight kgs → weight=68
haven't been on the scales in ages → unsure
= price
up to fifteen hundred → price?=1500 UAH
two thousand three hundred hryvnias → price=2300 UAH
twelve hundred → price=1200 UAH
= agreed
it wouldn't hurt → agreed=true
wouldn't say no → agreed=true
I'd rather not → agreed=false
why ever not → agreed=true
I can do without thanks → agreed=false
who's to say → unsure
alright then let's → agreed=true
no no there's no need → agreed=false
might as well → agreed=true
it's up to you → unsure
good heavens no → agreed=false
that'd be lovely → agreed=true
you bet → agreed=true
= confirm
no that's wrong → no
you've got it all down right → yes
no the surname's different → no
spot on thank you → yes
not forty fourteen → no
aye that's it → yes
= study
I need my knee looking at → study=mri-knee
a head MRI and an ultrasound while I'm there → 
the first one you said → study=mri-knee
I've no idea what I need → unsure
= symptoms
my joints ache whenever the weather turns → symptoms=…
a stitch in my side when I breathe in → symptoms=…
splitting headache for a week now → symptoms=…
= none
put a real girl on I'm not talking to a contraption → operator
say that once more dear I'm hard of hearing → repeat
half a minute let me get my passport → wait
are you some kind of machine or what → robot
can we do this in Ukrainian → speak-uk
I've changed my mind leave it → cancel
I think I dialled wrong → goodbye
right that's me done cheerio → goodbye
grandad's not breathing → emergency
I'd like to move my appointment → correction
my mobile operator said you rang → 
please don't hang up → 
that's not what I said → correction
what's that you're breaking up → repeat
`;
