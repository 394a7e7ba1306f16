import { expect, it } from '@jest/globals';
import { parseScenario } from '../scenario/bundle.ts';
import { startState, step } from './step.ts';
import type { DialogEvent, Step } from './types.ts';
import { understandTurn } from './understand-turn.ts';

const parsed = parseScenario([
  {
    name: 'barber.yaml',
    text: `
name: barber
version: 1
timeZone: Europe/Kyiv
languages: [en]
start: ASK_DAY
operator: '1000'
globals: { operator: BYE, emergency: BYE, goodbye: BYE }
limits: { noInput: 3, noMatch: 3, else: BYE }
openingHours: { mon: ['08:00', '20:00'] }
slots:
  day: { type: date, prompt: { en: Which day? } }
  hour: { type: time, dependsOn: day, prompt: { en: 'I have {{free.times}}.' } }
resources: { chair: { stepMin: 30, hours: { mon: ['08:00', '20:00'] } } }
states:
  ASK_DAY: { say: { en: Which day suits you? }, ask: day, next: FIND }
  FIND:
    tool: { name: find-free-times, as: free, offers: hour, args: { resource: chair, day: '{{day}}', durationMin: 30, count: 3 } }
    ok: OFFER
    failed: BYE
  OFFER: { say: { en: 'I have {{free.times}}. Which?' }, ask: hour, next: BYE }
  BYE: { say: { en: Goodbye. }, action: hang-up }
`,
  },
]);
if ('faults' in parsed) throw new Error(JSON.stringify(parsed.faults));
const { scenario } = parsed;
const context = {
  facts: { callId: 'c', tenant: 't', from: '+380671234567', to: '', timeZone: 'Europe/Kyiv' },
  at: '2026-11-26T10:00:00+02:00',
};
const MONDAY = '2026-11-30';
const free = (...times: string[]): DialogEvent => ({
  type: 'tool-finished',
  result: {
    name: 'find-free-times',
    status: 'ok',
    data: { day: MONDAY, times: times.map((time) => `${MONDAY}T${time}:00+02:00`) },
  },
});

/** Plays what is said and what the calendar answers, from the start. */
function played(...turns: (string | DialogEvent)[]): Step {
  let last = step(scenario, startState(scenario, 'en'), { type: 'started' }, context);
  for (const turn of turns) {
    const understood = (text: string): DialogEvent => ({
      type: 'understood',
      understanding: understandTurn(scenario, last.state, { text, confidence: null }, context),
    });
    last = step(scenario, last.state, typeof turn === 'string' ? understood(turn) : turn, context);
  }
  return last;
}
const asked = ({ effect }: Step) => (effect.type === 'run-tool' ? effect.request.args : null);

it.each([
  ['between two and four', { notBefore: '14:00', notAfter: '15:59' }],
  ['not before ten', { notBefore: '10:00' }],
  ['before noon please', { notAfter: '11:59' }],
  ['after lunch but before five', { notBefore: '12:00', notAfter: '16:59' }],
])('"%s" to offered times that are none of it asks the calendar for that part of the day', (said, wanted) => {
  const args = asked(played('on monday', free('08:00', '08:30'), said));
  expect(args).toEqual({ resource: 'chair', day: MONDAY, durationMin: 30, count: 3, ...wanted });
});

it('a span of the day said together with the day goes to the calendar with it', () => {
  expect(asked(played('on monday after two'))).toMatchObject({ day: MONDAY, notBefore: '14:00' });
});

it('a span of the day that holds one of the offered times takes it', () => {
  const { state } = played('on monday', free('09:00', '15:00', '17:00'), 'between two and four');
  expect(state.slots.hour?.value).toBe(`${MONDAY}T15:00:00+02:00`);
});

it('a span of the day is never taken for a time', () => {
  const { state } = played('on monday', free('14:00', '15:00'), 'between two and four');
  expect(state.slots.hour).toBeUndefined();
});
