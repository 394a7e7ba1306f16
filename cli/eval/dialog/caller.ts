import type { Random } from '../../sim/random.ts';
import { type Answering, type CallerAct, freshMemory } from './answering.ts';
import { answerTo, wonder } from './answers.ts';
import { askedIn } from './ear/asked.ts';
import type { Persona } from './persona.ts';
import type { PhraseBook } from './phrase-book.ts';

/** One simulated person on one call. It knows what it wants and what it hears, nothing else. */
export interface Caller {
  /** answers what the agent has just said; null hangs up */
  next(agent: string): CallerAct;
  /** questions of its own that were answered rightly, by name */
  answered(): readonly string[];
  /** what the caller was asked, in order */
  asked(): readonly string[];
}

/** How often the same may be asked in a row, and how often the caller wonders what is meant. */
const PATIENCE = { same: 6, wonder: 4 };

/**
 * `today` is the day of the call (YYYY-MM-DD) where the clinic is; `busy` callers say several things in one breath,
 * correct themselves and ask questions in between.
 */
export function createCaller(
  persona: Persona,
  book: PhraseBook,
  { random, today, busy }: { random: Random; today: string; busy: boolean },
): Caller {
  const asked: string[] = [];
  const wondered: string[] = [];
  const heard = new Set<string>();
  const answering: Answering = { persona, book, random, today, busy, memory: freshMemory(persona) };
  const { memory } = answering;

  return {
    next(agent) {
      const waitsFor = memory.waitsFor === null ? undefined : book.questions[memory.waitsFor];
      if (memory.waitsFor !== null && waitsFor !== undefined) {
        if (new RegExp(waitsFor.hears.source, 'iu').test(agent)) heard.add(memory.waitsFor);
        else if (!memory.askedTwice.includes(memory.waitsFor)) {
          memory.askedTwice.push(memory.waitsFor);
          memory.questions.unshift(memory.waitsFor);
        }
        memory.waitsFor = null;
      }
      const question = askedIn(agent, book.asked);
      if (question === null) {
        wondered.push(agent);
        return wondered.length > PATIENCE.wonder ? null : wonder(answering, agent);
      }
      memory.again = question === asked.at(-1) ? memory.again + 1 : 0;
      asked.push(question);
      const last = asked.slice(-PATIENCE.same);
      if (last.length === PATIENCE.same && last.every((one) => one === question)) return null;
      return answerTo(question, answering, agent);
    },
    answered: () => [...heard],
    asked: () => asked,
  };
}
