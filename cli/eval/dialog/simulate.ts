import { seededRandom } from '../../sim/random.ts';
import type { AgentLine, CallEnd, CallLine } from './call-line.ts';
import { createCaller } from './caller.ts';
import { hearNoisily, NOISY } from './noise/noise.ts';
import type { Persona } from './persona.ts';
import type { PhraseBook } from './phrase-book.ts';

/** One line of the dialogue, for people who look for the fault. */
export interface SpokenLine {
  agent: string;
  state: string;
  /** what the caller did next: words as they were heard, `(keys …)`, `(hangs up)`; '' at the end */
  caller: string;
}

/** A finished conversation. */
export interface Conversation {
  lines: readonly SpokenLine[];
  end: CallEnd;
  answered: readonly string[];
  turns: number;
  /** turns on which the agent had not understood, or had something corrected */
  repairs: number;
}

const MOST_TURNS = 70;

/** Lets a persona talk to the agent until one of them hangs up. The same seed gives the same caller. */
export async function simulate(
  persona: Persona,
  book: PhraseBook,
  line: CallLine,
  { seed, noisy, today }: { seed: number; noisy: boolean; today: string },
): Promise<Conversation> {
  const caller = createCaller(persona, book, { random: seededRandom(seed), today, busy: noisy });
  const noise = seededRandom(seed ^ 0x5bd1e995);
  const lines: SpokenLine[] = [];
  let agent = await line.start();
  let turns = 0;
  while (agent.action === 'none') {
    const act = turns < MOST_TURNS ? caller.next(agent.text) : null;
    if (act === null) {
      lines.push({ agent: agent.text, state: agent.state, caller: '(hangs up)' });
      break;
    }
    turns += 1;
    const [said, next] = 'keys' in act ? await press(act.keys) : await speak(act.say);
    lines.push({ agent: agent.text, state: agent.state, caller: said });
    agent = next;
  }
  if (agent.action !== 'none') lines.push({ agent: agent.text, state: agent.state, caller: '' });
  // what is said last may be the answer that the caller waited for
  if (agent.action !== 'none') caller.next(agent.text);
  const end = await line.end();
  return { lines, end, answered: caller.answered(), turns, repairs: repairsIn(caller.asked()) };

  async function press(keys: string): Promise<[string, AgentLine]> {
    return [`(keys ${keys})`, await line.press(keys)];
  }
  async function speak(words: string): Promise<[string, AgentLine]> {
    if (!noisy) return [words, await line.say(words)];
    const { text, superseded } = hearNoisily(words, {
      language: persona.language,
      level: NOISY,
      random: noise,
    });
    const shown = superseded === undefined ? text : `${superseded} … (again) ${text}`;
    return [shown, await line.say(text, superseded)];
  }
}

/** How often the same was asked again. */
const repairsIn = (asked: readonly string[]): number =>
  asked.filter((one, at) => one === asked[at - 1]).length;
