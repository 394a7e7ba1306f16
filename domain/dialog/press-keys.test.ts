import { describe, expect, it } from '@jest/globals';
import { parseScenario } from '../scenario/bundle.ts';
import { startState, step } from './step.ts';
import type { DialogState, Reply } from './types.ts';

const parsed = parseScenario([
  {
    name: 'scenario.yaml',
    text: `
name: desk
version: 1
timeZone: Europe/Kyiv
languages: [en]
start: NAME
operator: '1000'
globals: { operator: NOBODY, emergency: BYE, goodbye: BYE }
limits: { else: BYE }
slots:
  name: { type: name, prompt: { en: What is your name? } }
  wait: { type: yes-no, prompt: { en: Shall we go on? } }
states:
  NAME: { say: { en: What is your name? }, ask: name, next: BYE }
  NOBODY: { say: { en: Nobody is here. Shall we go on? }, ask: wait, next: [{ when: wait, to: ON }, BYE] }
  ON: { clear: wait, resume: true, next: NAME }
  BYE: { say: { en: Goodbye. }, action: hang-up }
`,
  },
]);
if ('faults' in parsed) throw new Error(JSON.stringify(parsed.faults));
const { scenario } = parsed;
const facts = { callId: 'c', tenant: 't', from: '', to: '1', timeZone: 'Europe/Kyiv' };

/** The replies to one key after the other. */
function pressed(...keys: string[]): Reply[] {
  let state: DialogState = startState(scenario, 'en');
  return [null, ...keys].map((digits) => {
    const next = step(scenario, state, digits === null ? { type: 'started' } : { type: 'keys', digits }, {
      facts,
      at: '2026-11-23T10:00:00Z',
    });
    state = next.state;
    if (next.effect.type !== 'reply') throw new Error('a tool');
    return next.effect.reply;
  });
}

describe('key 0 where nobody is there', () => {
  it('ends in a call back when it is all that is pressed, though the scenario names no way on', () => {
    const replies = pressed('0', '0', '0', '0');
    expect(replies.map(({ action }) => action.type)).toEqual(['none', 'none', 'none', 'none', 'hang-up']);
    expect(replies.at(-1)?.text).toContain('call you back');
  });

  it('is forgotten once the caller goes on', () => {
    const replies = pressed('0', '0', '0', '1', '0');
    expect(replies.map(({ text }) => text.includes('What is your name?'))).toEqual([
      ...[true, false, false, false, true],
      false,
    ]);
    expect(replies.at(-1)?.action.type).toBe('none');
  });
});
