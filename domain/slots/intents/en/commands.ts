import { type Commands, list } from '../types.ts';

/** What callers say beside answering. */
export const englishCommands: Commands = {
  repeat: {
    say: list(`
      [please] repeat [that] [please]; repeat please; can you (repeat|say) that [again] [please]
      say that again [please]; i did not (hear|catch) (you|that); what did you say; pardon; sorry what; what
      sorry what did you say`),
    anywhere: list(`
      (repeat|say) (that|it|this|the question) [again]; (could|can|would) you [please] repeat; please repeat
      repeat [that] please; say again; (once more|one more time) please; come again
      (did not|didn't|couldn't|could not|can't|cannot|don't) (hear|catch|get|understand) (you|that|it|what you said)
      pardon me; i beg your pardon; what was that; what was the question`),
  },
  wait: {
    say: list(`
      wait [a (minute|second|moment)] [please]; (one|just a) (moment|minute|second) [please]
      hold on [a (moment|second|minute)] [please]`),
    anywhere: list(`
      hold on; hang on; (one|a|just a) (moment|second|minute|sec) please; give me a (moment|second|minute|sec)
      please wait; wait (a|one) (moment|second|minute|sec); let me (check|look|think); bear with me`),
  },
  operator: {
    say: list(`
      [an] operator [please]; i (want|need|would like) [to (speak|talk) to] an operator [please]
      (speak|talk) to (a human|a person|an operator|someone)
      can i (speak|talk) to (a human|a person|an operator|someone) [please]
      connect me to (a human|a person|an operator) [please]`),
    anywhere: list(`
      operator; receptionist; (real|live|actual|human) (person|human|being|agent|operator)
      (speak|talk|speaking|talking) (to|with) (a|an|some|another|your) (human|person|agent|somebody|manager|administrator|colleague|employee|representative)
      (speak|talk) (to|with) (someone|somebody) [else]
      (connect|transfer|put) me [through] to (a|an|the|your|someone|somebody) [human|person|agent|manager|administrator]
      customer service`),
  },
  cancel: {
    say: list(`
      cancel (the|my) appointment`),
    anywhere: list(`
      cancel (it|that|this|everything|the appointment|my appointment|the booking|my booking)
      i (have|'ve|'d) changed my mind; i've changed my mind; i changed my mind; please cancel; cancel please
      no cancel; cancel [the|my|this|that] (appointment|booking); (do not|don't) book (it|that|anything|me); forget it`),
  },
  upset: {
    say: [],
    anywhere: list(`
      (fuck|fucking|bullshit|shit); (stupid|idiot|idiots|moron|useless) [machine|robot|thing]
      you (are|re) (stupid|useless|an idiot|terrible); this is (ridiculous|nonsense|terrible|useless); go to hell
      screw you`),
  },
  goodbye: {
    say: list(`
      see you; goodbye; bye [bye]; thank you goodbye; that is all thank you; no thank you goodbye`),
    anywhere: list(`
      goodbye; good bye; bye; bye bye; see you (later|soon|then|there|tomorrow)
      have a (good|nice|great) (day|evening|one|weekend); that will be all
      i [think|have|must|'ve] [i] [have] (got|dialled|dialed|called|have) the wrong number; sorry wrong number
      i will call [you] (back|later|again); i'll call [you] (back|later|again); hang up`),
  },
  robot: {
    say: list(`
      are you a (robot|machine|computer|human|real person); is this a (robot|machine|computer|recording)
      am i (talking|speaking) to a (robot|machine|computer|human)`),
    anywhere: list(`
      are you [a|an] [real|actual|some|kind of] (robot|machine|computer|bot|human|person|ai|real|recording|automated|a i)
      (is this|is it|are we|this is) [a|an] [real|actual] (robot|machine|computer|bot|recording|answering machine|automated|ai)
      (talking|speaking) (to|with) a (robot|machine|computer|bot|recording)`),
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
      (call|need) an ambulance; [it is|this is] [an] emergency; am dying`),
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
      (another|a different|different) (number|phone|phone number|day|date|time|study)`),
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
      (speak|switch to|talk|continue in|in|into|prefer) [in] ukrainian; ukrainian [language] please`),
  },
  'speak-ru': {
    say: list(`
      speak russian [please]; in russian please; can we speak russian`),
    anywhere: list(`
      (speak|switch to|talk|continue in|in|into|prefer) [in] russian; russian [language] please`),
  },
  'speak-en': {
    say: list(`
      speak english [please]; in english please; can we speak english`),
    anywhere: list(`
      (speak|switch to|talk|continue in|in|into|prefer) [in] english; english [language] please`),
  },
};
