import { type Answers, list } from '../types.ts';

/** How callers say yes, no and that they do not know. */
export const englishAnswers: Answers = {
  polarity: {
    yes: {
      start: list(`
      no (yeah|yes|yep) [no] [that's|that is|it's|it is|all] [all] (right|correct|fine|good|it|perfect); no (that's|that is|it's|it is) (right|correct|fine|good|perfect)
      (you|you've) [have] got (it|that) [in one]; all (good|set|correct here|in order); [it|that|everything] (all|it all) (checks out|adds up|matches|tallies|fits|lines up); everything (checks out|adds up|matches|fits)
      go for (it|that); sign me up; put me (in|down) for (it|that); let's (leave|keep) it (like that|that way|as it is|at that); let it (be|stay) (so|that way|like that); that would help [a lot]; that'd help; (it|that) would be (a help|of use|handy|kind of you|very kind|most kind)
      (that's|it's) a yes [from me]; you read my mind; (i'm|i am) (in|game|up for it|on board|sold|convinced|happy to|pleased to|for it); that'll (work|do|be fine|be great|be lovely) [nicely|fine|for me]; no complaints [here|from me]
      (that|it|this) looks (good|right|fine|correct|about right) [to me]; (that's|it's) (how|what) (it is|i said|i want|i wanted|we agreed|i meant|i asked for); just as i said; as agreed; (that|this) one's (mine|me|fine|right); (it's|that's|it is|that is) mine
      (i|we) (sure|certainly|definitely|absolutely) (do|did|have|am|was|would|will); sure (do|did|have|am|is|was|would|will|can|thing|enough); roger [that]; copy that; very much so; i should (think|hope|imagine) so; of course (i do|i have|i did|i would|it is|you can|we can|please)
      why of course; most certainly; without (a|any) doubt; no doubt [about it]; hundred percent; a hundred percent; one hundred percent; 100 percent; totally; right on; bingo; amen; yes yes; yes sir; yes ma'am; yes madam; yes it's (fine|right|correct|me|ok|okay); okay yes; so it (is|seems)
      i'd (rather|sooner|prefer to) have (it|that|them|one); i (do|would|might) want (it|that|them|one); (we|i) (can|could) do that; let's get it (done|booked|over with); (book|put|write) it (in|down) [then|please]; happy (with|about) (that|it|everything); (go|carry|keep) (right|straight) (on|ahead); please (book|do|go on|carry on|continue|write it down)
      yes; yeah; yep; yup; yea; aha; uh huh; mhm; sure; of course; certainly; absolutely; definitely; exactly; indeed
      ok; okay; all right; alright; no problem; why not; i think so; i guess so; i believe so; affirmative
      no objections
      (that's|that is|it's|it is|this is|you are) (right|correct|fine|good|ok|okay|perfect|true|me|great|all right|alright)
      i (agree|confirm|would like that); sounds (good|great|fine|perfect); that works; works for me
      no (that's|that is|it's|it is|everything is) (fine|right|correct|good|ok|okay); (it|that) (suits|works)
      go ahead; please do; let's do (it|that); i am sure; with pleasure; book it; do it
      [no] (i|we) (don't|do not|wouldn't|would not|won't|didn't) mind [at all]; (i|we) (don't|do not|wouldn't|won't|would not) object; no objection [at all]; no objections [at all]
      [i] (wouldn't|would not|won't|couldn't|can't|can not|cannot) say no [to that]; [i] (wouldn't|would not) mind
      [it|that] (wouldn't|would not|can't|cannot|can not|couldn't|could not|won't|will not|doesn't|does not) (hurt|harm|do any harm|go amiss)
      no harm [in it|in that|in trying]; (why not|why ever not|well why not); i (don't|can't|do not|cannot) see why not; i see no reason why not
      (go|carry) on [then]; go on (then|ahead); if (i must|need be|you like|you say so|possible|you can|you could|it helps); sure thing; sounds about right
      sounds (fine|perfect|lovely|reasonable|fair|ideal|alright|all right|ok|okay); (i'd|i would|we'd) (appreciate|like|love|welcome|be glad of|take|go for) (that|it|one)
      (i'd|i would) be (grateful|glad|happy|delighted|much obliged) [to]; (that'd|that would|it'd|it would|that will|that'll|that's|that is) be (great|lovely|good|fine|perfect|nice|ideal|helpful|wonderful|brilliant|useful)
      (that'd|that would|it'd|it would) (be|do) (great|lovely|good|fine|perfect|nice|nicely|ideal|helpful|wonderful|brilliant); by all means; too right
      fair enough; (i|we) (reckon|suppose|expect|believe|think|imagine|guess|hope) so; i (certainly|sure|really|definitely|most certainly) (do|am|have|would|did|will|was)
      (you|oh you) bet; you betcha; definitely so; naturally; surely; aye; yah; righto; right you are; right oh; okey dokey; okie dokie; happy to; gladly; might as well
      (i|we) (may|might) as well; could do with (it|that|one); (i|we) could do with (it|that|one); ok (then|fine|let's|go ahead); alright (then|let's|go ahead); all right (then|let's)
      let's (do|go|book|have) [it|that|ahead|for it]; (that's|that is) (it|the one|the 1|about right|spot on|him|her|us|exactly right|all correct|all right|all fine|what i said|what i want|what i need|what i wanted)
      (that|this|it) (is|was) (it|the one|spot on|exactly right); spot on; dead right; bang on; just so; quite so; quite right; precisely; [yes] (all|everything) (is|was|'s) (correct|right|fine|good|in order)
      (all|everything's|everything) (correct|right|fine|good|in order); (you|you've|you have) got (it|that|everything|it all|that all) [down] right; no no (that's|that is|it's|it is) (fine|right|correct|good|ok|okay|it)
      no (that's|that is|it's|it is) it; i'm (happy|fine|good|ok|okay) with (that|it); i'll (take|have|do) (it|that|one); (i|we) (do|have|did) indeed; (it's|that's) (a deal|a yes|no problem|not a problem); not a problem; no trouble
      no bother; nothing against (it|that); nothing wrong with (it|that); (put|sign|book|pencil) me (in|down|up); make it so; if it's no trouble; for sure; of course i (do|would|will|have); i am indeed; it (certainly|really) (does|is|did|has)
      let's give it a (go|try|shot|whirl); so be it; i (do|definitely|really|certainly) (want|need) (it|that|one|to); i'm (all for|in favour of|up for) (it|that); count me in; if you would [please|be so kind]; you (can|may|could) (book|put|sign|pencil) me (in|down)
      (that|it|this) (suits|will suit|would suit|works|will work|would work) [me|us|fine|nicely]; (i|we) (went|have been|'ve been) to (see|the|a|my|our); (i|we) (saw|visited) (a|my|the|our) (doctor|gp|family doctor|specialist|neurologist|therapist); yes (last|a|two|once)
      not [for] the first time; not my first (time|visit); it's not (the|my) first (time|visit); this isn't my first (time|visit)`),
      whole: list(`
      have; did; would you; could you; go on; done then; sold; settled; it's settled; that's settled; just like that; like that; that's fine then; fine then; good then; yes that; yes this; yes the same; the same; cheers yes; me; myself; it's me; [yes] it's (him|her|them)
      uh huh; mm hmm; m hm; mmhm; yessir; yes siree; yup yup; certainly can; if you (could|would|don't mind); would be (nice|good|great|lovely); be (great|good|nice|lovely); i'd be (happy|glad)
      right; correct; fine; good; great; perfect; true; please; gladly; it does; it is; i do; i did; i have; i am
      i was; i will; i would (like|love) to; i would; i can; it was; they do; very well; so it is; that one
      that will do; agreed; yes yes; i had; we have; we do; he has; she has; he does; she does; there is; there was
      definitely yes; yes definitely; brilliant; lovely; super; cool; ideal; wonderful; splendid; excellent; terrific; agreed then; done; deal; for certain
      once; once yes; i used to; i did once; i have once; i have been; i've been; i've had one; i've got one; i have one; got one; he did; she did; we did; i could
      i'd like that; if i may; yes if possible; yes if you can; that's fine; that's ok; that's me; that's mine; speaking; the very same; ready; okay fine`),
    },
    no: {
      start: list(`
      (don't|do not) (think|believe|reckon) so; i (haven't|don't|haven't got one|don't have one)
      no i'll (look elsewhere|go elsewhere|try elsewhere|shop around|leave it|pass|skip it); i'll (look|go|try) (elsewhere|somewhere else|around|another place); (what|whatever) for; what would i (want|need|do) (that|it|them|one) [for|with]; (why|what) would i (want|need|bother)
      (without|minus) (that|it|them|those|the extras|any of that); never (been|had|done|was|went|came|heard) [there|here|to one|one|any]; not (so|as) far; not up to now; not till now; not until now; not as yet; not lately; not (ever|in my life|in my book|bothered|fussed|keen|interested|convinced|worth it|much point|for the moment)
      (i|we) (haven't|have not|hadn't|didn't) (got round to|gotten around to|managed|had time|bothered|gone|been|come|seen) [it|that|yet|anyone|to]; came straight (to you|here); straight to you; (i've|i have) changed my mind forget it; forget it; leave it; let's leave it; let's not; let us not; rather not; better not; best not
      not (one|a) bit; not in the least; not a thing; not a single (one|thing|time); nothing (doing|whatsoever|at all|there|else); none of (that|those|it|them); (i'm|we're) (fine|good|all right|alright|ok|okay) without [it|that|them]; (i|we) have (no|none of) (that|those|such thing|such|any need|wish|use|desire)
      (that's|it's) (a|the) (no|wrong person|mistake|mix up); wrong (person|one|guess|man|woman); it's (her|his|my|their) (sister|brother|husband|wife|son|daughter|mother|father|neighbour|friend); you've got the wrong (person|one|man|woman); (i'm|i am) (not|no longer) (her|him|that person|the one|interested|sure i want it)
      (i|we) (won't|will not|shan't|wouldn't) be (needing|wanting|having|taking|requiring) (it|that|them|one|any); save (it|yourself the trouble|your breath); spare me; absolutely never; hardly ever; in no way; far too (much|dear|late); god no; lord no; oh no; no no no
      no; nope; nah; no way; never; not yet; not really; not at all; not now; not any; not that i know [of]; nothing
      none; negative; of course not; certainly not; absolutely not; definitely not; why should i; not necessary
      not needed; not exactly; not quite; i am afraid not; i'm afraid not; i (don't|do not) (think|believe) so
      i (don't|do not|didn't|did not|haven't|have not|hadn't|wouldn't|would not|won't|will not|can't|cannot|am not|never)
      i'm not; i've (not|never); i have (no|never|none)
      it (doesn't|does not|isn't|is not|wasn't|was not|didn't|did not); it's not
      (that|this) (isn't|is not) (right|correct|true|me|it|good|ok|okay)
      that's (wrong|not right|not correct|incorrect|not it|not me); that is (wrong|incorrect)
      that is not (right|correct); (it|that) (doesn't|does not) (work|suit); there (isn't|is not|aren't|wasn't|is no)
      we (don't|do not|haven't|have not|didn't); (he|she) (doesn't|does not|hasn't|has not|didn't|isn't)
      i would rather not; i'd rather not; i refuse; absolutely no; neither; not (any|one) of (them|those|these)
      [i'd|i would] (rather|prefer) not [to]; (i'd|i would) (prefer|rather) (not|not to|it not|you didn't); (i|we) would prefer not; no chance; not on your life; not in a million years
      [i] (think|guess|believe|suppose|reckon) [i'll|i will] not; i think (i'll|i will) (pass|skip|leave it); (i'll|i will|i'd) (pass|skip|decline|leave it|give it a miss|give that a miss|do without|manage|manage without)
      not for (me|us); not my thing; forget (about it|about that|that); (i|we) (don't|do not) (see the point|want|need|require|have|care for) [it|that|one|any]; (it's|it is|that's) not worth (it|the money|the trouble|my while); not worth it; don't bother
      (don't|do not) (want|need) (it|that|any|one|to); no need [for it|for that|thanks]; there's no need; (some|another|any) other time; maybe (another|next|some other) time; another time; not this time; not today; not tonight
      not particularly; not especially; not likely; not likely to; not very; not so; never had (one|1|any|it|that); never (have|did|will); i can't say (i|that i) (have|do|did|am); (hardly|scarcely|barely); not that i'm aware [of]; not as far as i know
      not to my knowledge; nothing (like that|of the sort|of the kind); nothing at all; none whatsoever; none at all; no such thing; (good|oh) (heavens|lord|god|grief|gracious) no; heavens no; heaven forbid; god forbid; god no; hell no; thank god no
      thankfully (no|not); (i|we) can (do|manage|live) without; can do without; out of the question; by no means; far from it; quite the opposite; quite the contrary; on the contrary; i doubt it; i doubt that; doubtful; unlikely
      (you|you've|you have) (got|made) (it|that|a|the|my) [name|number|all|it] (wrong|mistake|incorrect); you made a mistake; there's (a|some) (mistake|error); there is (a|some) (mistake|error); no (there's|there is) (a|some) (mistake|error)
      [that's] (wrong|incorrect) (name|number|day|date|time|one); (that's|that is) (all wrong|a mistake|not what i said|not what i want|not what i meant|not the one|not him|not her|nonsense|not how); i said no; thanks but no thanks; no ta; nay; never ever
      (i'll|i will|we will|i'd|i can|we can) (manage|do|cope|get by|live|hold off|wait|leave it|leave that) [without|for now|on that|with that]; not at (the|this) (moment|time|present|stage); not (once|ever|a chance|that one|this one|him|her|my|so far|yet no)
      haven't (been|had|seen|done|got) [yet|one|any|it]; (you've|you have|you) (mixed|muddled|messed) (something|it|that|things|them|this) [up]; no longer; (i'll|i will) hold off`),
      whole: list(`
      wrong; incorrect; false; not me; nobody; no no; no one
      maybe later; pass; no can do; no sir; no ma'am; i refuse to; i decline`),
    },
    unsure: {
      start: list(`
      no clue; not a (scooby|notion); (i've|i have|i've got|i haven't) (no|any|the slightest|the foggiest) (notion|clue|idea|inkling); search me; your call; you (say|decide|pick|know best|know better|would know); you're the (doctor|boss|one who knows|professional|specialist); (it's|that's) (your|the doctor's) (job|call|decision); it (varies|changes); ask me another; can't (rightly|really) say
      how (would|should) i know; (the|my) doctor (didn't|did not) say
      i (don't|do not) [really] (know|remember|recall); i (don't|do not) have (any|an|no) idea; i have no idea
      i (am|'m) not [quite|really|too|so] (sure|certain); i'm not [quite|really|too|so] (sure|certain)
      not [quite|really|too|so] (sure|certain); no idea; no clue; maybe; perhaps; possibly; hard to (say|tell)
      difficult to say; it depends; i am unsure; i can not (say|tell); i cannot (say|tell|remember)
      i can't (say|tell|remember); who knows; i need to think; what do you (recommend|suggest|advise)
      whatever you (say|think|recommend); you tell me; i have to think; let me think; i (am|'m) (thinking|undecided)
      could be; i'm (thinking|undecided); i (guess|suppose); probably
      yes but (what for|why|how much|what|how|when); yes (maybe|perhaps|i think maybe|possibly); (yes|yeah) and no; no and yes; i (might|may|could) (have|be|do|want|need) [one|it|done]; i (might|may|could)
      i think (maybe|perhaps|it might); maybe (yes|no|so|not); (i'd|i would|i'll|i will|i need to|i have to|i must|let me) [have to] (ask|consult|check with|speak to|talk to|think about) [my|the|it|about] [husband|wife|doctor|mother|mum|daughter|son]
      (i'd|i would) have to (ask|think|check|see); what (do|would) you (think|reckon|say|recommend); i (don't|do not) (care|mind which|mind what) [either way|at all|one way or the other]; i (don't|do not) mind either way; (i|it) (doesn't|does not) (matter|bother me|make any difference)
      it's all the same [to me]; either way; either is fine; (it's|that's|it is) up to you; up to you; you (choose|decide|pick); you're the expert; whatever; whatever (is|you|suits) [best|easiest|like]; as you (like|wish|prefer|say); let's see; depends
      who's to (say|know); who can (say|tell); (god|goodness|heaven|lord) (only|alone) knows; goodness knows; search me; beats me; your guess is as good as mine; anyone's guess; i wouldn't know; i couldn't (say|tell you|be sure|swear); i can't (be sure|quite say|quite remember|decide|make up my mind)
      i (haven't|have not) (decided|made up my mind|a clue|the faintest|any idea|thought about it|weighed myself|been weighed|checked); (haven't|have not) (decided|a clue|the faintest|weighed|been weighed|been on the scales|checked) [myself|yet]; i've no (idea|clue); i've (forgotten|lost track)
      i forget; i'm in two minds; i'm torn; sort of; kind of; in a way; so so; more or less; as far as i know; not (that|so) sure; never mind; no worries; yes i think; i'm afraid i (don't know|can't say|don't remember); i really (don't know|couldn't say|can't say)
      i (don't|do not) (know|remember|recall) (it|that|my|the|exactly|off|by); i am not aware; i'm not aware; what's the difference; which is better; it's hard to say; not a clue; not the foggiest; not the faintest [idea]
      if; i would if; i might if; (yes|yeah|okay|sure|ok) but not; (yes|yeah|okay|sure|ok) if; depends (on|how|what|when); i (don't|do not) (rightly|honestly|quite|exactly) know; i couldn't (tell|say) [you]; only if; unless; provided; as long as; i'm not ready
      yeah right; (yes|yeah|sure) (what|which|who|where|when|why|how); as if`),
      whole: [],
    },
  },
  polarityHints: list(`
      yes; yes please; yes (it|he|she) does; yes it is; yes i (do|did|have|am|would); yes that is (right|correct|fine)
      that is (right|correct|fine); yes of course; of course; sure; okay; no; no thank you
      no i (do not|have not|did not|am not); no it (does not|is not); no that is (wrong|not right); not yet; no never
      no not yet; i do not think so; i do not know; i am not sure; maybe`),
  politeness: list(`
      please; thank you; thanks; very much; so much; sir; madam`),
  openers: list(`
      the thing is; thing is; let me tell you; (i'll|i will|i must|i have to) tell you; i tell you [what]; tell you what; here's the thing; the truth is; to tell [you] the truth; truth be told; believe me; mind you; good lord; good heavens; come on; oh come on; come on now; come now; are you (deaf|kidding|joking|serious|listening|for real); for crying out loud; for pete's sake; goodness gracious; now then; well now; well then; as i (say|said); like i (say|said); as far as (i'm|i am) concerned; if you ask me; personally; you know what; guess what; i don't know but; hear me out; the fact is; fact is; in short; long story short; look here; see here; oi; right so; so then; like
      oh; so; hello; hi; thank you; thanks; good (morning|afternoon|evening); i think; look; you know; you see; listen
      let me see; i was thinking; how shall i put it; for heavens sake; oh god; quickly; right; okay; ok
      oh dear; oh my; honestly; to be honest; frankly; actually; listen; see; i mean; god; gosh; goodness; my goodness; love; dear; darling; sorry; excuse me; i see; i suppose; i guess; i would say; okay then; right then; basically; in fact; hey; yo; mate; young man; young lady`),
  denials: list(`
      no; not; without; don't have [any|a]; do not have [any|a]; have no; haven't [got|had] [any|a]
      have not [had] [any|a]; don't want [to|an|a]; do not want [to|an|a]; don't need [to|an|a]; do not need [to|an|a]
      never had [any|a]; neither; nor; isn't [a|an]; is not [a|an]; not [a|an]; don't; do not
      (don't|do not|no need to|needn't|rather not) (put|connect|transfer|pass|switch|speak|talk|call|get|give|want|need|send|hang|go) [me|us] [on|over|through|up] [to] [an|a|the|any|with]; not saying; don't say; not a; isn't [a|an]`),
};
