/** Kinds of speech that were once mistaken, in the words of several people each (../spoken.ts). */
export const englishKinds = `
= age
I've got three kids →
I have two grandchildren →
we are four at home →
there are five of us →
I was fifty nine last time now I'm sixty one → age=61
thirty something → age?=30
somewhere in my forties → age?=40
over eighty → age?=80
forty ate → age=48
fifty ate years old → age=58
= weight
I've lost ten kilos →
I put on five kilos over christmas →
she dropped twelve kilos this year →
I was ninety now I'm eighty two → weight=82
used to be a hundred, now it's eighty five → weight=85
over a hundred → weight?=100
under a hundred I hope → weight?=100
not quite a hundred → weight?=100
I'm five foot six and seventy kilos → weight=70
six feet tall and eighty five kilos → weight=85
= day
I need to check with my husband first →
I have to ask my boss first →
first I have to look at my diary →
the first works for me → day=2026-12-01
fifth of the twelfth → day=2026-12-05
the third of the twelfth → day=2026-12-03
not tomorrow, on thursday → day=2026-11-26
not tomorrow I've got work maybe thursday → day=2026-11-26
any day except monday →
thursday or friday either's fine → day=2026-11-26
thursday or friday →
it hurt yesterday not today →
as soon as possible really → day=2026-11-21
= agreed
no yeah that's right → agreed=true
no that's fine → agreed=true
don't think so → agreed=false
tomorrow I'm seeing the doctor →
on monday I'm going to the hospital for my leg →
= time
after work, I work till five → time=17:00-
I'm busy until three → time=15:00-
I finish work at six → time=18:00-
I work from nine to five →
no later than noon → time=-12:00
not eleven I've got a meeting at eleven → time?=11:00
I have another appointment at nine → time?=09:00
I've got the dentist at two → time?=14:00
in two hours →
in an hour or so →
= phone
zero six seven one two three four five six seven eight eight →
oh six seven sorry oh six eight one two three four five six seven → phone=+380681234567
oh nine seven one double two and then five five four four → phone=+380971225544
= name
surname's Kowalski first name's Peter → name=Peter Kowalski
last name Wilkins, first name Dorothy → name=Dorothy Wilkins
Smith that's S M I T H and uh Susan → name=Susan Smith
Mrs Dorothy Wilkins dear → name=Dorothy Wilkins
= none
I'm dying for a coffee →
we are dying of boredom here →
he is dying → emergency
are you a real person or a machine → robot
is this a real human or an answering machine → robot
I want a real person not a machine → operator
`;
