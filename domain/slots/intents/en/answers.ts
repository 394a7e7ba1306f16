import { type Answers, list } from '../types.ts';

/** How callers say yes, no and that they do not know. */
export const englishAnswers: Answers = {
  polarity: {
    yes: {
      start: list(`
      yes; yeah; yep; yup; yea; aha; uh huh; mhm; sure; of course; certainly; absolutely; definitely; exactly; indeed
      ok; okay; all right; alright; no problem; why not; i think so; i guess so; i believe so; affirmative
      no objections
      (that's|that is|it's|it is|this is|you are) (right|correct|fine|good|ok|okay|perfect|true|me|great|all right|alright)
      i (agree|confirm|would like that); sounds (good|great|fine|perfect); that works; works for me
      no (that's|that is|it's|it is|everything is) (fine|right|correct|good|ok|okay); (it|that) (suits|works)
      go ahead; please do; let's do (it|that); i am sure; with pleasure; book it; do it`),
      whole: list(`
      right; correct; fine; good; great; perfect; true; please; gladly; it does; it is; i do; i did; i have; i am
      i was; i will; i would (like|love) to; i would; i can; it was; they do; very well; so it is; that one
      that will do; agreed; yes yes; i had; we have; we do; he has; she has; he does; she does; there is; there was`),
    },
    no: {
      start: list(`
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
      i would rather not; i'd rather not; i refuse; absolutely no; neither; not (any|one) of (them|those|these)`),
      whole: list(`
      wrong; incorrect; false; not me; nobody; no no; no one`),
    },
    unsure: {
      start: list(`
      how (would|should) i know; (the|my) doctor (didn't|did not) say
      i (don't|do not) [really] (know|remember|recall); i (don't|do not) have (any|an|no) idea; i have no idea
      i (am|'m) not [quite|really|too|so] (sure|certain); i'm not [quite|really|too|so] (sure|certain)
      not [quite|really|too|so] (sure|certain); no idea; no clue; maybe; perhaps; possibly; hard to (say|tell)
      difficult to say; it depends; i am unsure; i can not (say|tell); i cannot (say|tell|remember)
      i can't (say|tell|remember); who knows; i need to think; what do you (recommend|suggest|advise)
      whatever you (say|think|recommend); you tell me; i have to think; let me think; i (am|'m) (thinking|undecided)
      could be; i'm (thinking|undecided); i (guess|suppose); probably`),
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
      oh; so; hello; hi; thank you; thanks; good (morning|afternoon|evening); i think; look; you know; you see; listen
      let me see; i was thinking; how shall i put it; for heavens sake; oh god; quickly; right; okay; ok`),
  denials: list(`
      no; not; without; don't have [any|a]; do not have [any|a]; have no; haven't [got|had] [any|a]
      have not [had] [any|a]; don't want [to|an|a]; do not want [to|an|a]; don't need [to|an|a]; do not need [to|an|a]
      never had [any|a]; neither; nor; isn't [a|an]; is not [a|an]; not [a|an]; don't; do not`),
};
