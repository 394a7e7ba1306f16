/** What callers say, written down before any rule for it. `= what was asked`, then `said → understood` (../spoken.ts). */
export const englishValues = `
= name
my name's Natalie Parker → name=Natalie Parker
Parker Natalie → name=Natalie Parker
it's Olha I'm Olha Bondarenko → name=Olha Bondarenko
this is mister Robert Clark calling → name=Robert Clark
Kovalenko → name=Kovalenko
surname Taylor first name Susan → name=Susan Taylor
write Roman Zinchenko → name=Roman Zinchenko
you're speaking to Andrew Cooper → name=Andrew Cooper
I'm booking for my son Daniel Smith → name=Daniel Smith
under the name of Victor Bondar → name=Victor Bondar
Julia Julia Lysenko → name=Julia Lysenko
Thomas oh sorry Martin Brown → name=Martin Brown
no not Elena Laura Carter → name=Laura Carter
that'd be Helen Wilson → name=Helen Wilson
the name's George George Davis → name=George Davis
why do you need my name → 
I want to book a scan → 
is that necessary → 
who's asking → 
hiya I'm Paul Baker → name=Paul Baker
= phone
zero six seven two thirty four fifty six seventy eight → phone=+380672345678
oh six seven two three four five six seven eight → phone=+380672345678
oh nine three one oh two oh three oh four → phone=+380931020304
write down oh five oh double oh seven thirty two twenty one → phone=+380500073221
oh six eight three sevens forty forty one → phone=+380687774041
zero six six double five one twenty twenty → phone=+380665512020
plus three eight zero nine six one two three four five six seven → phone=+380961234567
oh six seven one two three pause four five six seven → phone=+380671234567
the one I'm calling on → phone=+380501112233
from this number → phone=+380501112233
just this number → phone=+380501112233
same one I'm on now → phone=+380501112233
whatever came up on your display → phone=+380501112233
this number's fine → phone=+380501112233
you have my number already → 
a different number not this one → 
I don't know it off the top of my head → unsure
let me look it up → wait
oh six seven twenty three oh sorry twenty four forty five sixty seven eight → phone?=+380672445678
six seven is all I know → 
= day
tuesday no hang on wednesday → day=2026-11-25
tuesday I mean thursday → day=2026-11-26
the twenty third → day=2026-11-23
the twenty fourth of november → day=2026-11-24
on the first → day=2026-12-01
a week on wednesday → day?=2026-12-02
tuesday week → day?=2026-12-01
wednesday in a week → day?=2026-11-25
next friday but one → day?=2026-12-04
the friday after next → day?=2026-12-04
at the beginning of next week → day?=2026-11-23
early next week → day?=2026-11-23
end of next week → day?=2026-11-27
midweek → 
end of the month → day?=2026-11-30
in a fortnight → day?=2026-12-05
two weeks from today → day=2026-12-05
in ten days → day=2026-12-01
in a week and a half → 
a couple of days from now → day?=2026-11-23
christmas day → day?=2026-12-25
new year's day → day=2027-01-01
new year's eve → day=2026-12-31
boxing day → day=2026-12-26
independence day → day?=2027-08-24
easter → day?=2027-05-02
before christmas → 
after new year → 
the last friday of november → day=2026-11-27
second tuesday in december → day=2026-12-08
monday or tuesday → 
either monday or wednesday → 
any day except monday → 
just not monday → 
not before wednesday → day?=2026-11-25
wednesday to friday → day?=2026-11-25
by friday → day?=2026-11-26
monday wednesday I don't care → 
one of these days → 
tomorrow or the day after → 
sunday → day=2026-11-22
it's too late today make it tomorrow → day=2026-11-22
have you got anything tuesday → day=2026-11-24
december fifth at ten in the morning → day=2026-12-05 time=10:00
thursday after two → day=2026-11-26 time=14:00-
last tuesday → 
november thirty first → 
when the doctor's in → 
first thing tomorrow → day=2026-11-22
= time
between two and four → time=14:00-16:00
from two to four → time=14:00-16:00
after lunch but before five → time=12:00-17:00
in the afternoon till four → time=12:00-16:00
not before eleven → time=11:00-
no earlier than nine → time=09:00-
no later than three → time=-15:00
before ten in the morning → time=-10:00
after five → time=17:00-
after two p m → time=14:00-
in the morning before ten → time=-10:00
somewhere around three → time=15:00
three ish → time=15:00
nine sharp → time=09:00
nine thirty → time=09:30
half two → time=14:30
half past two → time=14:30
quarter past ten → time=10:15
five to twelve → time=11:55
twelve noon → time=12:00
fifteen thirty → time=15:30
six in the evening → time=18:00
six in the evening no seven → time=19:00
ten or eleven → 
just not eight → 
at midday → time=12:00
two o'clock ish → time=14:00
eleven hundred hours → time=11:00
whenever suits you → 
twenty five o'clock → 
two to four → time?=14:00-16:00
= time+offer
the first one's fine → time=09:30
second → time=15:30
the afternoon one → time=15:30
half nine → time=09:30
yes half past nine → time=09:30
the last → time=15:30
neither works → 
between two and four → time=14:00-16:00
not before one → time=13:00-
two o'clock → time=14:00
= age
born in seventy two → age?=54
I was born in nineteen sixty → age?=66
nineteen forty five → age?=81
I'm a seventy two → age?=54
born in two thousand and twenty → age?=6
born on the fifth of may nineteen eighty → age=46
third of december nineteen eighty → age=45
turning seventy three → age?=73
just turned thirty four → age=34
thirty four in december → age?=33
nearly sixty → age?=60
almost forty → age?=40
pushing eighty → age?=80
fifty something → age?=50
sixty odd → age?=60
in my sixties → age?=60
a year and three months → age=1.25
a year and a half old → age=1.5
twenty eight years young → age=28
forty forty one → 
forty no forty one → age=41
sixteen not sixty → age=16
old enough → 
none of your business → 
I'm over seventy → age?=70
= weight
ninety odd → weight?=90
around ninety → weight=90
roughly seventy kilos → weight=70
about eighty → weight=80
up to a hundred → weight?=100
over a hundred → weight?=100
just over eighty → weight?=80
nearly ninety → weight?=90
a hundred kilos → weight=100
eleven stone → weight=70
seventy seventy two → weight?=72
sixty five point six → weight=65.6
fifty five and a half kilos → weight=55.5
a hundred and sixty pounds → weight=73
I haven't weighed myself → unsure
a hundred I'd say → weight=100
does it matter → 
too much → 
eighty to eighty five → weight?=80
= price
one thousand six hundred hryvnias → price=1600 UAH
twelve hundred → price=1200 UAH
fifteen hundred → price=1500 UAH
two and a half thousand → price=2500 UAH
a hundred and fifty → price=150 UAH
up to two thousand → price?=2000 UAH
no more than a thousand → price?=1000 UAH
around a thousand → price?=1000 UAH
five hundred hryvnias and fifty kopecks → price=500.50 UAH
twenty dollars → price=20 USD
a hundred euros → price=100 EUR
a thousand → price=1000 UAH
whatever you say → 
`;
