import type { Understanding } from '../../dialog/types.ts';
import { CONFIDENCE } from '../slot-type.ts';

/** A phrase, the question it answers, and what it means, as the tables of callers' phrases write it. */
export interface Spoken {
  asked: string;
  said: string;
  /** `slot=value` is meant, `slot?=value` at most asked back, and the intents that count */
  meant: readonly string[];
}

/** Reads a table: a line `= asked` opens a question, the lines below are `said → meant`. */
export function spokenTable(text: string): Spoken[] {
  let asked = '';
  return text.split('\n').flatMap((line): Spoken[] => {
    if (line.startsWith('= ')) asked = line.slice(2);
    const [said, meant] = line.split(' →');
    return said === undefined || meant === undefined ? [] : [{ asked, said, meant: partsOf(meant.trim()) }];
  });
}

/** "name=Anna Kovalenko yes": a part begins at `slot=` or is an intent, in Latin letters only. */
const partsOf = (meant: string): string[] =>
  meant.split(/ (?=[a-z]+\??=)| (?=[a-z-]+$)/u).filter((part) => part !== '');

/** From here on a value is taken in silence (domain/dialog/take.ts, TAKEN_FROM). */
const TAKEN_FROM = 0.75;
/** Asked back or asked anew, whatever is misheard costs a turn and nothing else. */
const ASKED_BACK_FROM = CONFIDENCE.unclear + 0.1;

export type Verdict = 'right' | 'not sure' | 'wrong';

/** Intents that nobody may hear where they were not meant: something is done about each. */
const ACTED_ON: ReadonlySet<string> = new Set([
  ...['operator', 'cancel', 'goodbye', 'emergency', 'robot', 'repeat', 'wait', 'upset'],
  ...['speak-uk', 'speak-ru', 'speak-en'],
]);
const ANSWERS: ReadonlySet<string> = new Set(['yes', 'no']);

/**
 * Right: what was meant, and no more. Wrong: a value taken, an order followed or an answer accepted that was not
 * meant. All the rest is asked again, which costs a turn and nothing else.
 */
export function judge({ asked, meant }: Spoken, { slots, intents }: Understanding): Verdict {
  const values = slots.map(({ slot, value, confidence }) => ({
    text: `${slot}=${slot === 'symptoms' ? '…' : value}`,
    slot,
    confidence,
  }));
  const taken = values.filter(({ confidence }) => confidence >= TAKEN_FROM);
  const acted = intents.filter(
    (intent) => ACTED_ON.has(intent) || (asked === 'confirm' && ANSWERS.has(intent)),
  );
  // somebody in danger is also heard as telling a symptom
  const allowed = (text: string) => meant.includes(text) || text === 'symptoms=…';
  if (taken.some(({ text }) => !allowed(text)) || acted.some((intent) => !meant.includes(intent)))
    return 'wrong';
  const understood = meant.every((part) => {
    const [slot = '', value] = part.split('=');
    if (value === undefined) return intents.some((intent) => intent === part);
    if (slot.endsWith('?'))
      return values.every((one) => one.slot !== slot.slice(0, -1) || one.text === part.replace('?', ''));
    return values.some(({ text, confidence }) => text === part && confidence >= ASKED_BACK_FROM);
  });
  // two of a kind are no value: which one is asked
  const isEither = (slot: string): boolean => values.filter((one) => one.slot === slot).length > 1;
  const extra = values.filter(
    ({ text, slot }) =>
      !allowed(text) && !isEither(slot) && !meant.some((part) => part.startsWith(`${slot}?=`)),
  );
  return understood && extra.length === 0 ? 'right' : 'not sure';
}

export type Score = Record<Verdict, number>;

/** How often each verdict fell. */
export const scoreOf = (verdicts: readonly Verdict[]): Score => ({
  right: verdicts.filter((one) => one === 'right').length,
  'not sure': verdicts.filter((one) => one === 'not sure').length,
  wrong: verdicts.filter((one) => one === 'wrong').length,
});
