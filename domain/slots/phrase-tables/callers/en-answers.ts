/** What callers say, written down before any rule for it. `= what was asked`, then `said → understood` (../spoken.ts). */
export const englishAnswers = `
= agreed
I don't mind → agreed=true
no objection → agreed=true
I wouldn't say no → agreed=true
wouldn't hurt → agreed=true
it can't hurt → agreed=true
it couldn't hurt I suppose → agreed=true
why not → agreed=true
well why not → agreed=true
go on then → agreed=true
if I must → agreed=true
if need be → agreed=true
yeah go ahead → agreed=true
sure thing → agreed=true
sounds about right → agreed=true
I'd appreciate that → agreed=true
I'd be grateful → agreed=true
that would be great → agreed=true
by all means → agreed=true
too right → agreed=true
uh huh → agreed=true
fair enough → agreed=true
I reckon so → agreed=true
I suppose so → agreed=true
yes yes of course → agreed=true
I certainly do → agreed=true
I'd rather not → agreed=false
I'd prefer not to → agreed=false
no chance → agreed=false
not on your life → agreed=false
I'll pass → agreed=false
not for me → agreed=false
forget about it → agreed=false
I don't see the point → agreed=false
it's not worth it → agreed=false
don't bother → agreed=false
I'll give it a miss → agreed=false
some other time → agreed=false
no need → agreed=false
not particularly → agreed=false
never had one → agreed=false
I can't say I have → agreed=false
hardly → agreed=false
no I don't mind → agreed=true
not that I'm aware of → agreed=false
yes but what for → unsure
yes and no → unsure
I might have → unsure
I think maybe I did → unsure
I'd have to ask my husband → unsure
what do you think → unsure
I don't care either way → unsure
how much is it → 
what's that → repeat
= confirm
that's wrong → no
no that isn't right → no
you got it wrong → no
that's it → yes
that's the one → yes
all correct → yes
yes everything's fine → yes
no there's a mistake → no
not quite → no
that's about right → yes
no no that's fine → yes
nope → no
who's Taras → 
= study
brain MRI sorry knee MRI → study=mri-knee
an MRI of the knee and an MRI of the brain → 
both the knee and the head → 
I want an ultrasound and a knee MRI → 
ultrasound → study=ultrasound
third → study=ultrasound
the first one you mentioned → study=mri-knee
a scan of my knee → study=mri-knee
the doctor sent me for my head → study=mri-brain
something for the head → study=mri-brain
= symptoms
I've had a temperature for three days → symptoms=…
my back's gone I can't straighten up → symptoms=…
stabbing pain in my heart and I can hardly breathe → emergency
dizzy and sick → symptoms=…
nothing hurts just want a checkup → symptoms=…
coughing since last week → symptoms=…
been suffering five years or so → symptoms=…
= none
get me someone real → operator
I want to talk to a human not a robot → operator
put me through to the operator → operator
put me through to reception → operator
can I speak to your manager → operator
come again → repeat
sorry love I didn't hear → repeat
speak up please → repeat
could you slow down → repeat
wait while I get a pen → wait
just a sec → wait
bear with me a moment → wait
are you a robot or a person → robot
is this a recording → robot
am I talking to a computer → robot
can you speak Russian → speak-ru
switch to Ukrainian please → speak-uk
could we carry on in English → speak-en
cancel my booking → cancel
take me off the list → cancel
I won't be coming cancel it → cancel
I need to cancel → cancel
move my appointment to friday → correction day=2026-11-27
I'd like to reschedule → correction
wrong number → goodbye
sorry I've got the wrong number → goodbye
oops wrong number → goodbye
thanks that's all goodbye → goodbye
that'll be all thanks bye → goodbye
my husband's having a heart attack → emergency
mum's collapsed and she's not responding → emergency
the bleeding won't stop → emergency
I think dad's having a stroke → emergency
I don't need an ambulance → 
don't cancel anything → 
I'm not a robot → 
don't put me through to an operator → 
quickly tell me the price → 
I haven't finished → 
I'm not saying goodbye → 
that's the wrong date → correction
that's not what I meant → correction
you misunderstood me → correction
change the surname please → correction
get lost you stupid thing → upset
`;
