import { type Answering, chance, phraseFor } from './answering.ts';

/** How often each mood shows before and behind an answer, 0..1. */
const SHOWS: Readonly<Record<Answering['persona']['mood'], { before: number; behind: number }>> = {
  plain: { before: 0.15, behind: 0.1 },
  brief: { before: 0, behind: 0 },
  talkative: { before: 0.5, behind: 0.35 },
  rude: { before: 0.3, behind: 0.3 },
  confused: { before: 0.4, behind: 0.15 },
  hurried: { before: 0.2, behind: 0.3 },
};

/** The answer as somebody in the persona's mood says it. */
export function withMood(answering: Answering, answer: string): string {
  const { persona, random, memory } = answering;
  // not understood: the second answer is a plain one
  if (memory.again > 0) return answer;
  const { before, behind } = SHOWS[persona.mood];
  const opener = chance(random, before) ? `${phraseFor(answering, `${persona.mood}_before`)} ` : '';
  const tail = chance(random, behind) ? `, ${phraseFor(answering, `${persona.mood}_behind`)}` : '';
  return `${opener}${answer}${tail}`;
}
