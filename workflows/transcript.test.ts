import { describe, expect, it } from '@jest/globals';
import type { Turn } from '../contracts/call-messages.ts';
import type { DialogState } from '../domain/dialog/types.ts';
import { createTranscript } from './transcript.ts';

const state = (at: string): DialogState => ({
  at,
  language: 'en',
  slots: {},
  misses: { noInput: 0, noMatch: 0 },
  turnSeq: 0,
  waitingFor: null,
  appointments: [],
  said: '',
  outcome: null,
  memory: {},
});
const turn = (turnId: string, text = turnId): Turn => ({
  turnId,
  epoch: 1,
  kind: 'speech',
  text,
  confidence: 1,
  language: null,
  at: '2026-11-21T10:00:00Z',
  usage: [],
  stages: [],
});

/** A transcript with these turns; a `!` behind a name: it was superseded. */
function talk(...names: string[]) {
  const transcript = createTranscript();
  transcript.greet('hello', 'S0', '2026-11-21T10:00:00Z');
  for (const [index, name] of names.entries()) {
    const id = name.replace('!', '');
    transcript.begin(turn(id), state(`before ${id}`));
    transcript.answer(id, `answer ${id}`, `S${index + 1}`);
    if (name.endsWith('!')) transcript.supersede(id);
  }
  return transcript;
}

describe('the state that a superseding turn steps from', () => {
  it.each([
    { name: 'of the newest turn: the one before it', turns: ['a', 'b'], of: 'b', is: 'before b' },
    { name: 'of a turn behind which another stands: none', turns: ['a', 'b'], of: 'a', is: null },
    { name: 'of a chain: the one before its first', turns: ['a', 'b!', 'c!'], of: 'b', is: 'before b' },
    { name: 'of a turn that never ran: none', turns: ['a'], of: 'x', is: null },
    { name: 'of the greeting: none', turns: [], of: 'greeting', is: null },
    {
      name: 'of a turn long past: none',
      turns: ['a!', ...Array.from({ length: 10 }, (_, index) => `n${index}!`)],
      of: 'a',
      is: null,
    },
  ])('$name', ({ turns, of, is }) => expect(talk(...turns).stateBefore(of)?.at ?? null).toBe(is));

  it('a remark of the agent in between changes nothing', () => {
    const transcript = talk('a');
    transcript.remark('resume-2', 'again', 'S1', '2026-11-21T10:00:00Z');
    expect(transcript.stateBefore('a')?.at).toBe('before a');
  });
});

describe('what a model is told', () => {
  it('is what stands and what was heard', () => {
    const transcript = talk('a', 'b!', 'c');
    transcript.hear({ turnId: 'a', text: 'ans', complete: false });
    expect(transcript.recent(3)).toEqual([
      { caller: '', agent: 'hello' },
      { caller: 'a', agent: 'ans' },
      { caller: 'c', agent: 'answer c' },
    ]);
  });
});

it('stages of a turn may come in parts', () => {
  const transcript = talk('a');
  transcript.measure([{ turnId: 'a', submitMs: 5 }]);
  transcript.measure([
    { turnId: 'a', totalMs: 50 },
    { turnId: 'unknown', totalMs: 1 },
  ]);
  expect(transcript.find('a')?.stages).toEqual({ turnId: 'a', submitMs: 5, totalMs: 50 });
});
