import { pick } from '../../sim/random.ts';
import {
  type Answering,
  type CallerAct,
  type Concern,
  chance,
  phraseFor,
  wantedDays,
  wantedStudies,
} from './answering.ts';
import { dayAfter } from './calendar.ts';
import { daysIn, digitsIn, timesIn } from './ear/values.ts';
import { fillPhrase } from './fill.ts';
import { withMood } from './mood.ts';
import { contradictions, faultsOfCheck, saysName, studiesIn } from './objections.ts';
import { dayWords } from './voice/day.ts';
import { dictatedGroups } from './voice/phone.ts';
import { timeWords } from './voice/time.ts';
import { boundsOf, suits } from './wanted.ts';

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
  name: (answering) =>
    phraseFor(
      answering,
      answering.busy && chance(answering.random, 0.3) && answering.persona.opens === 'study'
        ? 'name_and_study'
        : 'name',
    ),
  spell: (answering) => {
    answering.memory.spelled = true;
    return phraseFor(answering, 'spell');
  },
  symptoms: (answering) => opening(answering),
  duration: says('duration'),
  pain: says('pain'),
  doctor: yesOrNo(({ doctor }) => doctor, 'doctor_yes', 'doctor_no'),
  study: (answering) =>
    answering.persona.opens === 'study' || answering.memory.concern === 'study'
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

function sayDay(answering: Answering): string {
  const { persona, busy, random, today } = answering;
  const [day = today] = wantedDays(answering);
  if (busy && chance(random, 0.15)) {
    const wrong = dayWords(dayAfter(day, 2), today, persona.language, random);
    return phraseFor(answering, 'correct', { wrong, right: dayWords(day, today, persona.language, random) });
  }
  if (persona.time !== 'any' && chance(random, busy ? 0.6 : 0.25))
    return `${dayWords(day, today, persona.language, random)} ${wish(answering)}`;
  return phraseFor(answering, 'day');
}

/** When it suits, in words: at a time, after or before one. */
function wish(answering: Answering): string {
  const { time } = answering.persona;
  if (time === 'any') return phraseFor(answering, 'any_time');
  if (typeof time === 'string') return phraseFor(answering, 'at_time');
  return phraseFor(answering, time.after === undefined ? 'before' : 'after');
}

function choose(answering: Answering, agent: string): string {
  const { persona, random } = answering;
  if (contradictions(answering, agent).includes('day')) return sayDay(answering);
  const offered = timesIn(agent, persona.language);
  const fitting = offered.filter((time) => suits(time, boundsOf(persona)));
  const time = fitting.length === 0 ? undefined : pick(random, fitting);
  if (time === undefined)
    return offered.length === 0 && persona.time === 'any' ? phraseFor(answering, 'first') : wish(answering);
  const place = ['first', 'second', 'third'][offered.indexOf(time)];
  if (offered.length === 1) return phraseFor(answering, 'right');
  if (place !== undefined && chance(random, 0.3)) return phraseFor(answering, place);
  return phraseFor(answering, 'take_time', { time: timeWords(time, persona.language, random) });
}

/** A read-back of something: yes where it is the caller's, else the right value. */
function confirm(answering: Answering, agent: string): string {
  const [wrong] = contradictions(answering, agent);
  if (wrong !== undefined) return object(answering, wrong);
  const number = digitsIn(agent);
  if (
    number.length > 0 &&
    number.length <= 3 &&
    ![`${answering.persona.age}`, `${answering.persona.weight}`].includes(number)
  )
    return `${phraseFor(answering, 'no')}, ${phraseFor(answering, answering.memory.number ?? 'age')}`;
  const named = digitsIn(agent) !== '' || saysName(answering, agent);
  const other =
    daysIn(agent, answering.today, answering.persona.language).length > 0 ||
    timesIn(agent, answering.persona.language).length > 0 ||
    studiesIn(answering, agent).length > 0;
  const own = new RegExp(`(?<!\\p{L})(${answering.persona.name.replace(' ', '|')})(?!\\p{L})`, 'iu').test(
    agent,
  );
  // just spelled: the family name alone is what was asked for
  if (own && answering.memory.spelled) return phraseFor(answering, 'right');
  // something with a capital letter that is not the caller's is a name heard wrong
  if (!named && !other && (own || /[\p{Ll},:] \p{Lu}\p{Ll}+/u.test(agent))) return object(answering, 'name');
  return phraseFor(answering, 'right');
}

function object(answering: Answering, concern: Concern): string {
  answering.memory.concern = concern;
  return phraseFor(answering, `object_${concern}`);
}

/** "34 years, good" repeats what was heard: which of the two numbers is not the caller's. */
function numberMisheard({ persona, memory }: Answering, agent: string): Answering['memory']['number'] | null {
  if (memory.number === null) return null;
  const heard = /^(\d{1,3}) \p{L}+, /u.exec(agent)?.[1];
  return heard === undefined || heard === `${persona[memory.number]}` ? null : memory.number;
}

function sayNumber(answering: Answering, which: 'age' | 'weight'): string {
  answering.memory.number = which;
  return phraseFor(answering, which);
}

function changeMind(answering: Answering): string {
  const { memory, persona } = answering;
  memory.changed = true;
  if (persona.changes?.cancels) return phraseFor(answering, 'cancel');
  memory.booked = false;
  return phraseFor(answering, 'change_day');
}

function dictate(answering: Answering): string {
  const { busy, random, persona, memory } = answering;
  if (!busy || !chance(random, 0.25)) return phraseFor(answering, 'phone');
  memory.groups = dictatedGroups(persona.phone, persona.language);
  return memory.groups.shift() ?? '';
}
