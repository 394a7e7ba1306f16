import { pick, type Random } from '../../sim/random.ts';
import { fillPhrase } from './fill.ts';
import { earlierAt } from './goal.ts';
import type { Persona } from './persona.ts';
import type { PhraseBook } from './phrase-book.ts';
import { dayWords } from './voice/day.ts';
import { numberWords } from './voice/number-words.ts';
import { phoneWords } from './voice/phone.ts';
import { boundWords, timeWords } from './voice/time.ts';
import { boundsOf, daysOf } from './wanted.ts';

/** What the caller does next: says something, presses keys, keeps silent, or (null) hangs up. */
export type CallerAct = { say: string } | { keys: string } | null;

/** What the caller must be told wrong about to object. */
export type Concern = 'study' | 'day' | 'time' | 'name' | 'phone';

/** Everything that an answer depends on, and the caller's own small memory. */
export interface Answering {
  persona: Persona;
  book: PhraseBook;
  random: Random;
  /** YYYY-MM-DD */
  today: string;
  busy: boolean;
  memory: {
    /** the caller's own question that waits for its answer */
    waitsFor: string | null;
    /** questions still to be asked */
    questions: string[];
    /** the change of mind has been spoken */
    changed: boolean;
    /** groups of the phone number still to be dictated */
    groups: string[];
    /** what the caller last objected to */
    concern: Concern | null;
    /** how often a confused caller has asked back */
    confused: number;
    booked: boolean;
    /** the booking was turned down */
    declined: boolean;
    /** the family name has been spelled */
    spelled: boolean;
    /** the agent's words when everything was read out last */
    readOut: string;
    /** the question of the last number that the caller said */
    number: 'age' | 'weight' | null;
    /** how often the open question has been asked before, in a row */
    again: number;
    /** the last wording used for each kind of answer: nobody says the same thing twice */
    used: Record<string, string>;
    /** own questions that were asked a second time */
    askedTwice: string[];
    /** how often the caller has said that an appointment is to be moved or cancelled */
    errands: number;
    /** the second person has been named, and is spoken of from now on */
    forSecond: boolean;
  };
}

export const freshMemory = ({ questions }: Persona): Answering['memory'] => ({
  waitsFor: null,
  questions: [...questions],
  changed: false,
  groups: [],
  concern: null,
  confused: 0,
  booked: false,
  declined: false,
  spelled: false,
  readOut: '',
  number: null,
  again: 0,
  used: {},
  askedTwice: [],
  errands: 0,
  forSecond: false,
});

/** With probability `share`, 0..1. */
export const chance = (random: Random, share: number): boolean => random() < share;

/** The days that the caller wants now: those of the change once it has been spoken. */
export function wantedDays({ persona, memory, today }: Answering): string[] {
  const changed = memory.changed ? persona.changes?.days : undefined;
  return daysOf(changed ?? persona.days, today);
}

/** The study that the caller asks for; the agent may find that another one must be done. */
export const wantedStudies = ({ persona }: Pick<Answering, 'persona'>): string[] =>
  [persona.asksFor, persona.study].filter((study) => study !== undefined);

/** One of the book's phrases for `key`, filled with what is true of the caller. */
export function phraseFor(
  answering: Answering,
  key: string,
  more: Readonly<Record<string, string>> = {},
): string {
  const { book, random, persona, memory } = answering;
  const phrases = book.says[key];
  if (phrases === undefined)
    throw new Error(`the ${persona.language} phrase book has no phrases for "${key}": write some`);
  const fresh = phrases.filter((one) => one !== memory.used[key]);
  // not understood twice: everybody falls back on the plainest words
  const phrase =
    (memory.again >= 2 ? book.plain[key] : undefined) ?? pick(random, fresh.length === 0 ? phrases : fresh);
  memory.used[key] = phrase;
  return fillPhrase(phrase, { ...valuesFor(answering, phrase), ...more }, persona.gender);
}

/** The appointment that an earlier call made and that this one is about. */
function earlierValues({ persona, random, today }: Answering): Record<string, () => string> {
  const [one] = persona.earlier;
  if (one === undefined) return {};
  const { day } = earlierAt(one, today);
  return { old_day: () => dayWords(day, today, persona.language, random) };
}

function valuesFor(answering: Answering, phrase: string): Record<string, string> {
  const { persona, random, book, today } = answering;
  const { language } = persona;
  const bounds = boundsOf(persona);
  const study = book.studies[wantedStudies(answering)[0] ?? ''];
  const makers: Readonly<Record<string, () => string>> = {
    name: () => persona.name,
    given: () => persona.name.split(' ')[0] ?? '',
    family: () => persona.name.split(' ').at(-1) ?? '',
    letters: () => [...(persona.name.split(' ').at(-1) ?? '')].join(' '),
    phone: () => phoneWords(persona.phone, language, random).join(', '),
    study: () => pick(random, study?.says ?? ['']),
    part: () => pick(random, study?.part ?? ['']),
    day: () => dayWords(wantedDays(answering)[0] ?? today, today, language, random),
    time: () => timeWords(bounds.after, language, random),
    after: () => boundWords(bounds.after, language),
    before: () => boundWords(bounds.before, language),
    age: () => numberWords(persona.age, language),
    weight: () => numberWords(persona.weight, language),
    years: () => `${persona.age}`,
    kilos: () => `${persona.weight}`,
    ...earlierValues(answering),
  };
  const names = [...phrase.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  return Object.fromEntries(names.flatMap((name) => (makers[name] ? [[name, makers[name]()]] : [])));
}
