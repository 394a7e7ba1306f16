import { expect, it } from '@jest/globals';
import { parseScenario } from '../scenario/bundle.ts';
import { startState, step } from './step.ts';
import type { DialogEvent, DialogState, ToolResult } from './types.ts';
import { wantsCallback } from './wanted-callback.ts';

const parsed = parseScenario([
  {
    name: 'scenario.yaml',
    text: `
name: desk
version: 1
timeZone: Europe/Kyiv
languages: [en]
start: WISH
operator: '1000'
globals: { operator: BYE, emergency: BYE, goodbye: BYE }
limits: { else: BYE }
resources: { desk: { hours: { mon: ['09:00', '18:00'] }, stepMin: 30 } }
slots:
  wish: { type: yes-no, prompt: { en: Shall we call you back? } }
  book: { type: yes-no, prompt: { en: Or shall I book it after all? } }
  next: { type: yes-no, prompt: { en: For somebody else? } }
states:
  WISH: { say: { en: Shall we call you back? }, ask: wish, next: [{ when: wish, to: CALLBACK }, BOOK] }
  CALLBACK: { tool: { name: request-callback, args: { reason: asked } }, ok: ASK_NEXT, failed: ASK_NEXT }
  ASK_NEXT: { say: { en: For somebody else? }, ask: next, next: [{ when: next, to: OTHER }, ASK_BOOK] }
  OTHER: { clear: [next, wish], newMatter: true, next: WISH }
  ASK_BOOK: { say: { en: Or shall I book it after all? }, ask: book, next: [{ when: book, to: BOOK }, BYE] }
  BOOK: { tool: { name: set-appointment, args: { n: '{{matter}}', resource: desk, time: '2026-11-30T10:00:00+02:00', durationMin: 30, details: {} } }, ok: BYE, conflict: BYE, failed: BYE }
  BYE: { say: { en: Goodbye. }, action: hang-up }
`,
  },
]);
if ('faults' in parsed) throw new Error(JSON.stringify(parsed.faults));
const { scenario } = parsed;
const facts = { callId: 'c', tenant: 't', from: '', to: '1', timeZone: 'Europe/Kyiv' };
const context = { facts, at: '2026-11-23T08:00:00Z' };

/** The call after these answers; a booking ends as `booked`. */
function after(answers: readonly boolean[], booked: ToolResult['status'] = 'ok'): DialogState {
  let state = startState(scenario, 'en');
  const happens = (event: DialogEvent): void => {
    const next = step(scenario, state, event, context);
    state = next.state;
    if (next.effect.type === 'reply') return;
    const { name } = next.effect.request;
    const status = name === 'set-appointment' ? booked : 'ok';
    happens({ type: 'tool-finished', result: { name, status, data: {} } });
  };
  happens({ type: 'started' });
  for (const answer of answers) happens({ type: 'keys', digits: answer ? '1' : '2' });
  return state;
}

it.each<{ name: string; answers: boolean[]; booked?: ToolResult['status']; wanted: boolean }>([
  { name: 'nobody asked for one', answers: [false], wanted: false },
  { name: 'it was asked for', answers: [true], wanted: true },
  { name: 'it was asked for, and the call went on to its end', answers: [true, false, false], wanted: true },
  { name: 'the same was booked in the end', answers: [true, false, true], wanted: false },
  { name: 'the booking failed', answers: [true, false, true], booked: 'failed', wanted: true },
  { name: 'something else was booked', answers: [true, true, false], wanted: true },
])('a call back, where $name: $wanted', ({ answers, booked, wanted }) => {
  expect(wantsCallback(after(answers, booked))).toBe(wanted);
});
