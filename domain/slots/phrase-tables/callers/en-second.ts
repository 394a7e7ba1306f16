/** A second round, written when the rules for the first stood, and heard by them before one was touched for it. */
export const englishSecond = `
= agreed
no well alright then → agreed=true
yes but not today → unsure
I would if it's not too dear → unsure
if it's cheap then yes → unsure
depends how much it is → unsure
let's give it a go → agreed=true
so be it → agreed=true
that'd be wonderful → agreed=true
I do want it → agreed=true
I definitely need it → agreed=true
I'm all for it → agreed=true
count me in → agreed=true
if you would → agreed=true
you can book me in → agreed=true
that suits me → agreed=true
no I don't want it thanks → agreed=false
we'll manage without → agreed=false
not at the moment → agreed=false
I'll hold off for now → agreed=false
I've already got one → 
I can't see the need → agreed=false
ooh I don't rightly know → unsure
let me have a think → wait
I couldn't tell you right now → unsure
can I ask something first → 
no I'm not pregnant → agreed=false
nothing like that → agreed=false
no thank god → agreed=false
not once → agreed=false
yes last year → agreed=true
I went to see my GP → agreed=true
the doctor sent me → agreed=true
haven't been yet → agreed=false
it was my own idea → agreed=false
= confirm
that's all correct → yes
no it ends in a seven → no
not that one → no
yep → yes
right right → yes
you've mixed something up → no
= day
this coming friday → day=2026-11-27
friday the thirteenth → day?=2026-12-13
the third of december on a thursday → day=2026-12-03
as early as you can → day=2026-11-21
even today → day=2026-11-21
in about a week → day?=2026-11-28
at the weekend if possible → day?=2026-11-28
monday's out but tuesday I can → day=2026-11-24
rather wednesday than thursday → day=2026-11-25
after the twenty fifth → day?=2026-11-26
twenty sixth of the month → day=2026-11-26
the thirtieth of november at half eight → day=2026-11-30 time=08:30
= time
half eight in the morning → time=08:30
getting on for six → time?=18:00
at fourteen hundred → time=14:00
ten hundred → time?=10:00
in my lunch break → 
first thing when you open → 
after work around seven → time=19:00
I can't make it before nine → time=09:00-
from ten I'm free → time=10:00-
until three then I pick up the kids → time=-15:00
quarter past nine → time=09:15
= phone
oh six seven one one one twenty two thirty three → phone=+380671112233
the very same number → phone=+380501112233
take this down oh five oh nine one two four five nine oh → phone=+380509124590
= age
forty and two months → age=40
two thousand and ten → age?=16
forty three in a fortnight → age?=43
eighty one years young → age=81
= weight
sixty five kilos give or take → weight=65
eighty or eighty five → 
ninety nine point five → weight=99.5
= name
Walker's the surname and the first name's Helen → name?=Helen
Helen and the surname is Cooper → name=Helen Cooper
I'm down as Vera Romanenko → name=Vera Romanenko
Mrs Linda Parker → name=Linda Parker
= none
give me the front desk → operator
I'd like a living breathing person to answer me → operator
oh do hang on → wait
would you mind repeating that → repeat
I need to cancel what I booked yesterday → cancel
my child swallowed a battery → emergency
gran fell out of bed and she's out cold → emergency
tell me the address → 
I had a heart attack two years ago → emergency
goodbye oh hang on → wait goodbye
okay thanks for the information → 
I can't hear a thing → repeat
switch to Russian → speak-ru
do you understand Ukrainian → speak-uk
`;
