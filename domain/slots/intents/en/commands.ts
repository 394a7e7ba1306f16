import { type Commands, list } from '../types.ts';

/** What callers say beside answering. */
export const englishCommands: Commands = {
  repeat: {
    say: list(`
      [please] repeat [that] [please]; repeat please; can you (repeat|say) that [again] [please]
      say that again [please]; i did not (hear|catch) (you|that); what did you say; pardon; sorry what; what
      sorry what did you say`),
    whole: list(`
      eh; huh; eh what; what what; how's that; how do you mean; you've lost me; you lost me; i'm lost; lost me; beg pardon; begging your pardon; what did you want; what do you want [from me]; what was it you (asked|said|wanted)
      what's that; you what; come again; excuse me; sorry; sorry love; say what; what was that; what is it`),
    anywhere: list(`
      (say|repeat) (that|it|this) (once more|one more time|again|slowly); (one more time|once more|once again) [for me]; (don't|do not|didn't|can't|couldn't) [quite|really] follow [you|that|the question]; (you've|you have) lost me; what (was|is|were) (the|your) question [again]; (please|just) (rephrase|explain) [that|it|the question]; i'm (confused|not with you)
      (repeat|say) (that|it|this|the question) [again]; (could|can|would) you [please] repeat; please repeat
      repeat [that] please; say again; (once more|one more time) please; come again
      (did not|didn't|couldn't|could not|can't|cannot|don't) (hear|catch|get|understand) (you|that|it|what you said)
      pardon me; i beg your pardon; what was that; what was the question
      (speak|talk|say it) (up|louder|slower|slowly|more slowly|more clearly|a bit slower|a bit louder); (could|can|would) you (slow down|speak up|speak slower|speak louder|speak slowly|say it|say that|go over|run that|repeat)
      slow down; [sorry] [love] i (didn't|did not|couldn't|can't|could not) [quite] (hear|catch|get|make out|follow|understand) [you|that|it|what|a word|the question]; i missed (that|what you said|your question); (say|tell me) (it|that) (again|once more|one more time)
      what's that [again]; what was it [again]; (you're|you are|the line is|it's) (breaking up|cutting out|faint|crackling|very quiet); bad line; i'm (hard of hearing|a bit deaf); once again please; again please; run that by me again; didn't (catch|hear|get) (that|you|it)
      (mind|minding) (repeating|saying) [that|it] [again]; (repeating|saying) that again; can't hear (a thing|anything|a word); hear (a thing|nothing)`),
  },
  wait: {
    say: list(`
      wait [a (minute|second|moment)] [please]; (one|just a) (moment|minute|second) [please]
      hold on [a (moment|second|minute)] [please]`),
    whole: list(`
      just a (sec|tick|mo); (one|a|half a|two) (sec|secs|tick|ticks|mo|minutes) [please]; wait wait; hang on; hold it; hold your horses; wait up; patience; just a moment`),
    anywhere: list(`
      hold on; hang on; (one|a|just a) (moment|second|minute|sec) please; give me a (moment|second|minute|sec)
      please wait; wait (a|one) (moment|second|minute|sec); let me (check|look|think); bear with me
      wait [while|till|until|for] (i|me|me to) (get|find|grab|look|fetch|check|write|ask|put|see); (wait|hang on|hold on) [just] (a|one) (sec|tick|mo|minute|moment|second|bit); (just|half|give me) (a|one|half a) (sec|tick|mo|minute|moment|second)
      (let|lemme) (me) (get|find|grab|fetch|look it up|see if|check|have a look|write|think about); let me (look|check|get|find|grab|fetch|write) [it|that|this|my|a|the]; (i'll|i will|i'm going to|let me just) [just] (get|find|grab|fetch) (a pen|my|the|some)
      (one|a) (sec|tick|mo); (don't|do not) (rush|hurry) me; (where's|where is) my (pen|glasses|passport|purse|diary)
      let me have a (think|look|minute|moment|second); let me (see|think) (now|for a)`),
  },
  operator: {
    say: list(`
      [an] operator [please]; i (want|need|would like) [to (speak|talk) to] an operator [please]
      (speak|talk) to (a human|a person|an operator|someone)
      can i (speak|talk) to (a human|a person|an operator|someone) [please]
      connect me to (a human|a person|an operator) [please]`),
    anywhere: list(`
      (give|get|find|fetch|pass|put) me [on to|through to|over to|to]  (somebody|someone|anybody|anyone) (alive|living|real|human|there|else|sensible|competent); (somebody|someone|anybody|anyone) (alive|living|real|human) [there|to talk to|to speak to]; (lady|girl|woman|man|gentleman|guy|nurse) (i|we) (can|could) (talk|speak) (to|with); (i'd|i would) (like|prefer|want|love|rather have) the (receptionist|reception|front desk|manager|administrator|secretary); (talk|speak|speaking|talking|deal|dealing) (to|with) (your|the|one of your|some of your|any of your) (staff|people|colleagues|girls|ladies|team|employees|receptionists|operators|specialists); (i'd|i would) rather (talk|speak|deal) (to|with) [a|your|the|some] (staff|people|person|human|someone|somebody|receptionist|girl|lady); (can|could|may) (somebody|someone|anybody) (human|real|else|alive) (help|assist|talk to|speak to|take) [me|over]; is there (anybody|anyone|somebody|someone) (human|real|alive|there|else) [i can (talk|speak) to]
      operator; receptionist; (real|live|actual|human) (person|human|being|agent|operator)
      (speak|talk|speaking|talking) (to|with) (a|an|some|another|your) (human|person|agent|somebody|manager|administrator|colleague|employee|representative)
      (speak|talk) (to|with) (someone|somebody) [else]
      (connect|transfer|put) me [through] to (a|an|the|your|someone|somebody) [human|person|agent|manager|administrator]
      customer service
      (get|give|find|fetch|put|pass) me [on] [to] [through] [to] [an|a|the|your|some] (someone real|somebody real|real person|real human|human|person|someone human|someone else|your manager|your supervisor|manager|supervisor|boss|receptionist|reception|front desk|operator|agent|doctor's office|living person|live person)
      (put|connect|transfer|pass|switch) me [on|over|through|back] to (reception|the reception|the front desk|front desk|a human being|the desk|the office|somebody|someone|sales|support|a real|an actual|an agent|a colleague|the operator|an operator|an assistant)
      (speak|talk|speaking|talking) (to|with) (your|the|a|an) (manager|supervisor|boss|receptionist|operator|agent|nurse|doctor|clerk|secretary|boss|staff|team|administrator|real person|human being|living person|live person|real human)
      (real|live|living|actual|flesh and blood) (person|human|someone|somebody|voice|girl|lady|man|woman); (want|need|prefer|rather have|like) [to have|to get] (a|an) (human|person|operator|agent) [please|not]; (talk|speak|talking|speaking) to a (human|person) not
      (i'm not|i am not|i won't|i refuse to) (talking|speaking|talk|speak) to (a|this) (machine|robot|computer|bot|contraption|recording)
      (living|breathing|living breathing|proper|genuine|flesh and blood) (person|human|being|someone|voice); (person|human|someone) to (answer|talk to|help) me`),
  },
  cancel: {
    say: list(`
      cancel (the|my) appointment`),
    anywhere: list(`
      cancel (it|that|this|everything|the appointment|my appointment|the booking|my booking)
      i (have|'ve|'d) changed my mind; i've changed my mind; i changed my mind; please cancel; cancel please
      no cancel; cancel [the|my|this|that] (appointment|booking); (do not|don't) book (it|that|anything|me); forget it
      [i] (need|want|have|would like|'d like|must) to cancel [it|my|the|this|an]; take me off [the|your] [list|books|schedule|diary]; (remove|delete|scrap|drop|call off) (my|the|this|that|it) [appointment|booking|slot]; call it off; scrap (it|that)
      i (won't|will not|can't|cannot) be (coming|able to come|there|able to make it) [cancel]; i (won't|will not) come; (cancel|cancelling) [my|the|it|this|that|everything|please]; (i'm|i am) (cancelling|calling to cancel); no longer (need|want) (it|the appointment|the booking|this)`),
  },
  upset: {
    say: [],
    anywhere: list(`
      (fuck|fucking|bullshit|shit); (stupid|idiot|idiots|moron|useless) [machine|robot|thing]
      you (are|re) (stupid|useless|an idiot|terrible); this is (ridiculous|nonsense|terrible|useless); go to hell
      screw you
      get lost; piss off; bugger off; drop dead; shut up; this is (a joke|rubbish|pathetic|driving me mad); for (fuck's|fucks|christ's|christs) sake; bloody (robot|robots|machines|machine|useless|idiot|thing)`),
  },
  goodbye: {
    say: list(`
      see you; goodbye; bye [bye]; thank you goodbye; that is all thank you; no thank you goodbye`),
    anywhere: list(`
      take care; all the best; (bye bye|bye now|ta ta|so long|cheerio|see you (later|soon|then|on)|see ya|good night|goodbye now); have a (nice|good|lovely|great) (day|one|evening|weekend|afternoon); (right|okay|lovely|great) then bye; got it thanks all
      goodbye; good bye; bye; bye bye; see you (later|soon|then|there|tomorrow)
      have a (good|nice|great) (day|evening|one|weekend); that will be all
      i [think|have|must|'ve] [i] [have] (got|dialled|dialed|called|have) the wrong number; sorry wrong number
      i will call [you] (back|later|again); i'll call [you] (back|later|again); hang up
      [oops|sorry|oh] [i|i've|i have] [got|dialled|dialed|rang|rung|called|have] [the] wrong number; (i've|i|i have) (got|dialled|dialed|called|rung|rang|reached) the wrong (number|place|people|clinic|company); this (isn't|is not) who i (wanted|was after|meant to call); misdial; misdialled; i misdialled
      (cheerio|cheers bye|ta ta|tata|toodle pip|ta ra|so long|farewell|good night|goodnight|take care|bye for now|bye then|bye now|catch you later|see ya); (that's|that is|that'll be|that will be|that'd be) (all|everything|it) [thanks|thank you|for now|then] (bye|goodbye|cheers)
      that's all (thanks|thank you); i'll (ring|phone|try|call) (back|again|later|another time|tomorrow); i'll let you go; i (must|have to|need to|gotta|got to) (go|run|dash) [now]; i'm (hanging up|going to hang up|off then)`),
  },
  robot: {
    say: list(`
      are you a (robot|machine|computer|human|real person); is this a (robot|machine|computer|recording)
      am i (talking|speaking) to a (robot|machine|computer|human)`),
    anywhere: list(`
      are you [a|an] [real|actual|some|kind of] (robot|machine|computer|bot|human|person|ai|real|recording|automated|a i)
      (is this|is it|are we|this is) [a|an] [real|actual] (robot|machine|computer|bot|recording|answering machine|automated|ai)
      (talking|speaking) (to|with) a (robot|machine|computer|bot|recording)
      (are you|is this|is that|am i on to|do i have|is it) (a|an|some|some kind of|some sort of|just a) [kind of|sort of] (robot|machine|computer|bot|program|programme|recording|tape|ai|answering machine|automated|android); (talking|speaking|talk|speak) to (a|some|an) [kind of|sort of] (computer|robot|machine|bot|recording|program|ai|answering machine)
      (are you|is this) (human|real|alive|a real|a human|a person|an actual|for real|automated|artificial); (a|are you a) (robot|machine|bot|computer) or (a|what|something|not|real) [person|human]; (person|human) or a (robot|machine|bot|computer); you (sound|talk) like a (robot|machine|computer)`),
  },
  emergency: {
    say: list(`
      i have [a] [strong|bad] chest (pain|pains); my chest (hurts|is hurting) [badly]; i (cannot|can not) breathe
      it is an emergency; call an ambulance [please]; i think it is a (stroke|heart attack); my face is numb
      he is unconscious; she is unconscious`),
    anywhere: list(`
      chest (pain|pains|ache); my heart [really] (hurts|aches)
      (pain|pains|pressure|tightness) in (my|the|his|her) chest
      (my|his|her) chest (hurts|is hurting|aches|feels tight|is tight)
      (cannot|can not|can't|could not|couldn't|unable to|hard to|difficult to) breathe
      (trouble|difficulty|problems) breathing; short of breath
      (is|i am|am) (suffocating|choking|unconscious|not breathing); (isn't|not) breathing
      (having|had) a (stroke|seizure); a (stroke|heart attack); (face|arm|side) is (numb|drooping|paralysed|paralyzed)
      (lost|losing|loses) consciousness; (bleeding heavily|severe bleeding|heavy bleeding); unconscious
      (call|need) an ambulance; [it is|this is] [an] emergency; (am|is|are) dying
      (collapsed|passed out|fainted|keeled over|blacked out) [and] [he's|she's|he is|she is|and] [not|isn't|won't|doesn't] [responding|moving|waking up|breathing]; (not|isn't|won't|doesn't) (responding|respond|waking up|wake up|coming round)
      (the|his|her|my) bleeding (won't|will not|doesn't|does not|isn't|can't) (stop|stopping); (won't|can't|doesn't) stop (the bleeding|bleeding); bleeding (badly|a lot|everywhere|out|to death); (hardly|barely|scarcely) (breathe|breathing|breathes)
      (pain|pains|pressure|stabbing|crushing) [pain] in (my|the|his|her) (heart|left arm and chest); (gasping|fighting) for (air|breath); (turning|gone|going|went) blue; (overdose|overdosed|poisoned|swallowed poison|took too many pills); (having|had|has) (a fit|fits|convulsions|seizures)
      (his|her|my|the) (face|mouth|arm|leg|speech) (has|is|'s) (dropped|drooping|gone numb|slurred|paralysed|paralyzed|gone limp|twisted); (slurring|slurred) (words|speech|his|her); (i'm|he's|she's) dying; (call|get|send|fetch) (an|the|me an) ambulance; call (999|911|103|112)
      (swallowed|eaten|drunk) (a|some|the) (battery|coin|magnet|magnets|pills|needle|bleach|poison|bone); out cold; (won't|can't) (wake|rouse) (him|her|them); not waking`),
  },
  correction: {
    say: list(`
      (no|actually) [i meant] [on] $weekday; i (made|have made) a mistake; that is (wrong|not right|not correct)
      i (want|would like) to change the (day|date|time|name|number); not $weekday $weekday`),
    anywhere: list(`
      actually; i (meant|mean); i (made|have made) a mistake
      (change|correct) (the|my) (day|date|time|name|number|phone|age|weight|answer|appointment|study); let me correct
      correction; i misspoke; (no|sorry) i (said|meant); i said; (no|not) (make|rather) (it|that); make (it|that)
      (that|it) is (wrong|incorrect|not right|not correct); (that's|it's) (wrong|incorrect|not right|not correct)
      (that|it) isn't (right|correct); instead; better (on|at)
      the (name|phone|number|phone number|day|date|time|study|age|weight) is (wrong|incorrect|not right|not correct)
      wrong (name|phone|phone number|day|date|time|study|age|weight)
      (another|a different|different) (number|phone|phone number|day|date|time|study)
      [i'd like|i want|i need|can i|could i|have to] [to] (reschedule|rebook|postpone|re schedule) [my|the|it|this]; (move|shift|push|bring|switch|swap|change|put) [back|forward|off] (my|the|this|that) (appointment|booking|slot|scan|visit) [to|back|forward]; (move|shift|push) it to
      (that's|it's|this is|that is|it is) the wrong (date|day|time|number|name|hour|one|study|scan); [that's|that is|it's] not what i (meant|said|asked|wanted|told you); (you|you've|you have) (misunderstood|misheard|got it wrong|got that wrong|got me wrong|mixed up|muddled) [me]
      (change|correct|fix|amend|alter|update) (the|my) (surname|last name|first name|family name|details|hour|phone number|scan|booking) [please]; i (didn't|did not|never) (say|mean|said) that; (i've|i have|there's|there is) (a|made a) mistake; (surname|name|number|date|day|time) (isn't|is not|'s not) (right|correct)
      my mistake; i stand corrected; scratch that; strike that; let me rephrase`),
  },
  greeting: {
    say: list(`
      hello; good (morning|afternoon|evening); hi`),
    anywhere: list(`
      can you hear me; are you there; hello; hi; hey; good (morning|afternoon|evening|day); greetings`),
  },
  thanks: {
    say: list(`
      thank you; thanks; thank you very much`),
    anywhere: list(`
      thank you; thanks; many thanks; cheers`),
  },
  'speak-uk': {
    say: list(`
      speak ukrainian [please]; in ukrainian please; can we speak ukrainian`),
    anywhere: list(`
      (speak|switch to|talk|continue in|in|into|prefer) [in] ukrainian; ukrainian [language] please
      (understand|know|do it in|have) ukrainian`),
  },
  'speak-ru': {
    say: list(`
      speak russian [please]; in russian please; can we speak russian`),
    anywhere: list(`
      (speak|switch to|talk|continue in|in|into|prefer) [in] russian; russian [language] please
      (understand|know|do it in|have) russian`),
  },
  'speak-en': {
    say: list(`
      speak english [please]; in english please; can we speak english`),
    anywhere: list(`
      (speak|switch to|talk|continue in|in|into|prefer) [in] english; english [language] please
      (understand|know|do it in|have) english`),
  },
};
