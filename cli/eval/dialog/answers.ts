import { pick } from '../../sim/random.ts';
import { type Answering, type CallerAct, chance, phraseFor, wantedStudies } from './answering.ts';
import {
  confirmCancel,
  confirmMove,
  isAboutEarlier,
  nameSecond,
  sayErrand,
  saySelf,
  whichBooking,
} from './earlier.ts';
import { fillPhrase } from './fill.ts';
import { withMood } from './mood.ts';
import { contradictions, faultsOfCheck, studiesIn } from './objections.ts';
import {
  changeMind,
  choose,
  confirm,
  dictate,
  numberMisheard,
  object,
  sayDay,
  sayNumber,
  wish,
} from './replies.ts';

type Answer = (answering: Answering, agent: string) => string | CallerAct;

const says =
  (key: string): Answer =>
  (answering) =>
    phraseFor(answering, key);
const yesOrNo =
  (fact: (persona: Answering['persona']) => boolean, yes: string, no: string): Answer =>
  (answering) =>
    phraseFor(answering, fact(answering.persona) ? yes : no);

/** What a caller answers to each question that the phrase book can tell apart. A new question is one line here. */
const ANSWERS: Readonly<Record<string, Answer>> = {
  is_client: (answering) => saySelf(answering),
  booking_phone: (answering) => dictate(answering),
  which_booking: (answering) => whichBooking(answering),
  move_right: (answering, agent) => confirmMove(answering, agent),
  cancel_it: (answering, agent) => confirmCancel(answering, agent),
  book_instead: yesOrNo(({ ends }) => ends === 'booked', 'yes', 'no'),
  instead: yesOrNo(({ ends }) => ends === 'booked', 'instead_book', 'instead_callback'),
  after_hours: yesOrNo(({ ends }) => ends === 'booked', 'after_hours_book', 'after_hours_callback'),
  leave_it: yesOrNo(({ does }) => does === 'decline', 'yes', 'no'),
  name: (answering) => {
    const { busy, random, persona } = answering;
    const atOnce = busy && chance(random, 0.3);
    if (isAboutEarlier(answering) && atOnce)
      return `${phraseFor(answering, 'name')}, ${sayErrand(answering)}`;
    return phraseFor(
      answering,
      atOnce && persona.opens === 'study' && !isAboutEarlier(answering) ? 'name_and_study' : 'name',
    );
  },
  spell: (answering) => {
    answering.memory.spelled = true;
    return phraseFor(answering, 'spell');
  },
  given_name: says('given_name'),
  family_name: says('family_name'),
  symptoms: (answering) => (isAboutEarlier(answering) ? sayErrand(answering) : opening(answering)),
  duration: says('duration'),
  pain: says('pain'),
  doctor: yesOrNo(({ doctor }) => doctor, 'doctor_yes', 'doctor_no'),
  study: (answering) =>
    isAboutEarlier(answering)
      ? sayErrand(answering)
      : answering.persona.opens === 'study' || answering.memory.concern === 'study'
        ? phraseFor(answering, 'want_study')
        : phraseFor(answering, 'study_unknown'),
  kind: says('part'),
  decision: (answering, agent) => {
    const other = studiesIn(answering, agent).some((id) => !wantedStudies(answering).includes(id));
    if (other) return object(answering, 'study');
    if (answering.persona.does !== 'decline') return phraseFor(answering, 'decide');
    answering.memory.declined = true;
    return phraseFor(answering, 'decline');
  },
  images: yesOrNo(({ images }) => images !== 'none', 'images_yes', 'images_no'),
  media: (answering) =>
    phraseFor(
      answering,
      answering.persona.images === 'film'
        ? 'film'
        : answering.persona.images === 'disc'
          ? 'disc'
          : 'media_none',
    ),
  date: (answering) => sayDay(answering),
  offer: (answering, agent) => choose(answering, agent),
  suits: (answering, agent) =>
    contradictions(answering, agent).includes('day') ? sayDay(answering) : wish(answering),
  time_right: (answering, agent) => {
    const [wrong] = contradictions(answering, agent);
    return wrong === undefined ? phraseFor(answering, 'right') : object(answering, wrong);
  },
  phone: (answering) => dictate(answering),
  go_on: (answering) => answering.memory.groups.shift() ?? phraseFor(answering, 'phone'),
  caller_number: (answering) =>
    answering.persona.from === 'same'
      ? phraseFor(answering, 'own_number')
      : phraseFor(answering, 'other_number'),
  keypad: ({ persona }) => ({ keys: persona.phone }),
  age: (answering) => sayNumber(answering, 'age'),
  weight: (answering) => sayNumber(answering, 'weight'),
  pacemaker: yesOrNo(({ pacemaker }) => pacemaker, 'pacemaker_yes', 'pacemaker_no'),
  pregnancy: yesOrNo(({ pregnant }) => pregnant, 'pregnant_yes', 'pregnant_no'),
  alternative: (answering) =>
    phraseFor(
      answering,
      answering.persona.alternative === 'other' ? 'alternative_other' : 'alternative_doctor',
    ),
  patient: yesOrNo(({ patient }) => patient, 'patient_yes', 'patient_no'),
  directions: yesOrNo(({ directions }) => directions, 'directions_yes', 'directions_no'),
  confirm: (answering, agent) => confirm(answering, agent),
  last_check: (answering, agent) => {
    const { persona, memory } = answering;
    const [wrong] = faultsOfCheck(answering, agent);
    if (persona.changes?.when === 'before' && !memory.changed) return changeMind(answering);
    if (wrong !== undefined) return object(answering, wrong);
    memory.booked = true;
    return phraseFor(answering, 'book_it');
  },
  anything_else: (answering) => {
    const { persona, memory } = answering;
    const { changes } = persona;
    // whoever is not understood says it again
    const ignored = memory.changed && memory.again > 0 && memory.again <= INSISTS;
    if (changes?.when === 'after' && (memory.booked || ignored) && (!memory.changed || ignored))
      return changeMind(answering);
    if (persona.second !== undefined && memory.booked) return nameSecond(answering);
    if (memory.forSecond && !memory.booked && memory.again <= INSISTS)
      return answering.book.plain.second_person ?? phraseFor(answering, 'second_person');
    return ask(answering) ?? phraseFor(answering, 'nothing_else');
  },
  what_to_change: (answering) => {
    const { concern } = answering.memory;
    return concern === null ? phraseFor(answering, 'nothing_wrong') : object(answering, concern);
  },
  really_emergency: yesOrNo(({ does }) => does === 'emergency', 'yes', 'no'),
  really_operator: yesOrNo(({ does }) => does === 'human', 'yes', 'no'),
  really_goodbye: (answering) =>
    phraseFor(answering, answering.persona.does === 'book' && !answering.memory.booked ? 'no' : 'yes'),
  really_cancel: (answering) =>
    phraseFor(
      answering,
      (answering.persona.changes?.cancels && answering.memory.changed) || answering.memory.declined
        ? 'yes'
        : 'no',
    ),
};

/** How often a wish that was not understood is repeated. */
const INSISTS = 2;

/** Questions before which a caller may ask something of its own. */
const ASKABLE = new Set(['symptoms', 'doctor', 'decision', 'date', 'age', 'patient', 'directions']);
/** A caller who changes nothing of what it answers: said as it is. */
const AS_IT_IS = new Set(['spell', 'go_on']);
const CONFUSED = { share: 0.15, most: 2 };

/** What the caller says to a question, in its mood. */
export function answerTo(question: string, answering: Answering, agent: string): CallerAct {
  const { persona, random, memory } = answering;
  const answer = ANSWERS[question];
  if (answer === undefined)
    throw new Error(
      `the ${persona.language} phrase book hears the question "${question}", to which no caller has an answer`,
    );
  const first = forOtherReasons(question, answering);
  if (first !== undefined) return first === null ? null : { say: withMood(answering, first) };
  if (persona.mood === 'confused' && memory.confused < CONFUSED.most && chance(random, CONFUSED.share)) {
    memory.confused += 1;
    return { say: phraseFor(answering, 'confused') };
  }
  if (ASKABLE.has(question) && chance(random, 0.4)) {
    const own = ask(answering);
    if (own !== undefined) return { say: own };
  }
  const misheard = numberMisheard(answering, agent);
  if (misheard !== null && question !== 'confirm') return { say: phraseFor(answering, `object_${misheard}`) };
  const act = answer(answering, agent);
  if (typeof act !== 'string') return act;
  return { say: AS_IT_IS.has(question) ? act : withMood(answering, act) };
}

/** What the caller says when it cannot make out what is asked. */
export function wonder(answering: Answering, agent: string): CallerAct {
  if (answering.memory.groups.length > 0) return { say: answering.memory.groups.shift() ?? '' };
  return { say: phraseFor(answering, agent.includes('?') ? 'confused' : 'right') };
}

/** Callers who want no booking say so at once; undefined: goes on as asked. */
function forOtherReasons(question: string, answering: Answering): string | null | undefined {
  const { does, questions } = answering.persona;
  if (question.startsWith('really_')) return undefined;
  switch (does) {
    case 'human':
      return phraseFor(answering, 'human');
    case 'emergency':
      return phraseFor(answering, 'emergency');
    case 'wrong-number':
      return phraseFor(answering, 'wrong_number');
    case 'decline':
      // heard as a yes: whoever wants nothing says so instead of going on
      return answering.memory.declined && question !== 'decision'
        ? phraseFor(answering, 'cancel')
        : undefined;
    case 'hang-up':
      return question === 'date' ? null : undefined;
    case 'ask':
      if (question === 'confirm') return phraseFor(answering, 'no');
      return ask(answering) ?? phraseFor(answering, questions.length > 0 ? 'goodbye' : 'wrong_number');
    default:
      return undefined;
  }
}

/** The next question of the caller's own. */
function ask(answering: Answering): string | undefined {
  const { memory, book, random, persona } = answering;
  const name = memory.questions.shift();
  if (name === undefined) return undefined;
  const question = book.questions[name];
  if (question === undefined)
    throw new Error(`${persona.id} asks "${name}", which the phrase book does not know`);
  memory.waitsFor = name;
  // asked a second time, in the plainest words
  const plain = memory.askedTwice.includes(name) ? question.says[0] : undefined;
  return fillPhrase(plain ?? pick(random, question.says), {}, persona.gender);
}

function opening(answering: Answering): string {
  const { persona, book, random } = answering;
  if (persona.opens === 'study') return phraseFor(answering, 'want_study');
  return fillPhrase(pick(random, book.complaints[persona.complaint ?? ''] ?? ['']), {}, persona.gender);
}
