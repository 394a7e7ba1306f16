import { describe, expect, it } from '@jest/globals';
import { parseScenario } from '../scenario/bundle.ts';
import { outcomeOf } from './outcome.ts';
import { startState, step } from './step.ts';
import type { DialogEvent, DialogState, Step, ToolRequest, ToolResult } from './types.ts';

const scenarioNumbering = (n: string) => {
  const parsed = parseScenario([
    {
      name: 'desk.yaml',
      text: `
name: desk
version: 1
timeZone: Europe/Kyiv
languages: [en]
start: FIRST
operator: '1000'
globals: { operator: BYE, emergency: BYE, goodbye: BYE }
limits: { noInput: 3, noMatch: 3, else: BYE }
slots:
  first: { type: choice, prompt: { en: First? } }
  second: { type: choice, prompt: { en: Second? } }
  third: { type: choice, prompt: { en: Third? } }
  fourth: { type: yes-no, prompt: { en: Fourth? } }
catalogue:
  first: &wishes { drop: { say: { en: drop } }, move: { say: { en: move } }, book: { say: { en: book } }, again: { say: { en: again } } }
  second: *wishes
  third: *wishes
resources: { chair: { stepMin: 30, hours: { mon: ['09:00', '18:00'] } } }
states:
${['first', 'second', 'third']
  .map((slot, index) => {
    const [here, next] = [slot.toUpperCase(), ['SECOND', 'THIRD', 'FOURTH'][index]];
    const change = (id: string, time: string, from = MONDAY) =>
      `tool: { name: change-appointment, args: { n: ${n}, appointment: ${id}, from: '${from}', resource: chair, time: ${time}, durationMin: 30 } }, ok: ${next}, conflict: ${next}, failed: ${next}`;
    return `
  ${here}: { say: { en: '${slot}?' }, ask: ${slot}, next: [ { when: ${slot} == drop, to: ${here}_DROP }, { when: ${slot} == move, to: ${here}_MOVE }, { when: ${slot} == again, to: ${here}_AGAIN }, ${here}_BOOK ] }
  ${here}_DROP: { ${change('1/earlier', 'null')} }
  ${here}_MOVE: { ${change('1/earlier', `'${FRIDAY}'`)} }
  ${here}_AGAIN: { ${change('1/earlier', `'${FRIDAY}'`, FRIDAY)} }
  ${here}_BOOK: { tool: { name: set-appointment, args: { n: ${n}, resource: chair, time: '${TUESDAY}', durationMin: 30, details: {} } }, ok: ${next}, conflict: ${next}, failed: ${next} }`;
  })
  .join('')}
  FOURTH: { say: { en: 'Fourth?' }, ask: fourth, next: BYE }
  BYE: { say: { en: Goodbye. }, action: hang-up }
`,
    },
  ]);
  if ('faults' in parsed) throw new Error(JSON.stringify(parsed.faults));
  return parsed.scenario;
};
const MONDAY = '2026-11-30T10:00:00+02:00';
const TUESDAY = '2026-12-01T10:00:00+02:00';
const FRIDAY = '2026-12-04T10:00:00+02:00';
const context = {
  facts: { callId: 'c', tenant: 't', from: '', to: '', timeZone: 'Europe/Kyiv' },
  at: '2026-11-23T10:00:00+02:00',
};

/** The state after wishes that the tools fulfil, and what was asked of the tools. */
function played(
  wishes: readonly string[],
  { n = "'{{matter}}'", status = 'ok' }: { n?: string; status?: ToolResult['status'] } = {},
): { state: DialogState; asked: ToolRequest[] } {
  const scenario = scenarioNumbering(n);
  const asked: ToolRequest[] = [];
  let state = startState(scenario, 'en');
  const send = (event: DialogEvent): void => {
    let next: Step = step(scenario, state, event, context);
    while (next.effect.type === 'run-tool') {
      const { request } = next.effect;
      asked.push(request);
      const answer = asked.length === wishes.length ? status : 'ok';
      const result = { name: request.name, status: answer, data: {} };
      next = step(scenario, next.state, { type: 'tool-finished', result }, context);
    }
    state = next.state;
  };
  send({ type: 'started' });
  for (const [index, value] of wishes.entries()) {
    const slot = ['first', 'second', 'third'][index] ?? '';
    const slots = [{ slot, value, say: value, confidence: 1, span: [0, 1] as const }];
    send({ type: 'understood', understanding: { text: value, confidence: 1, intents: [], slots } });
  }
  return { state, asked };
}
const entries = ({ appointments }: DialogState) =>
  appointments.map(({ n, of, time }) => [n, of?.id ?? 'own', time]);

describe('an appointment is never replaced by one of another matter', () => {
  const numberings = [{ n: "'{{matter}}'" }, { n: '1' }];
  it.each(numberings)('a booking leaves what was cancelled before cancelled, n: $n', ({ n }) => {
    const { state, asked } = played(['drop', 'book'], { n });
    expect(entries(state)).toEqual([
      [1, '1/earlier', null],
      [2, 'own', TUESDAY],
    ]);
    expect(asked.map(({ name, args }) => [name, args.n])).toEqual([
      ['change-appointment', 1],
      ['set-appointment', 2],
    ]);
    expect(outcomeOf(state)).toBe('booked');
  });

  it.each(numberings)('a cancellation leaves what was booked before booked, n: $n', ({ n }) => {
    const { state, asked } = played(['book', 'drop'], { n });
    expect(entries(state)).toEqual([
      [1, 'own', TUESDAY],
      [2, '1/earlier', null],
    ]);
    expect(asked).toHaveLength(2);
  });

  it('a booking that failed leaves the cancellation, and none is booked', () => {
    expect(entries(played(['drop', 'book'], { status: 'conflict' }).state)).toEqual([
      [1, '1/earlier', null],
      [2, 'own', null],
    ]);
  });

  it('whatever comes in between, an earlier appointment has one entry', () => {
    const { state } = played(['move', 'book', 'drop']);
    expect(entries(state)).toEqual([
      [2, 'own', TUESDAY],
      [1, '1/earlier', null],
    ]);
  });

  it('another mind replaces the first, and the failed one gives way to it again', () => {
    expect(entries(played(['move', 'drop']).state)).toEqual([[1, '1/earlier', null]]);
    expect(entries(played(['move', 'drop'], { status: 'failed' }).state)).toEqual([[1, '1/earlier', FRIDAY]]);
  });

  it('one that is found anew after a move still stood where the call found it first', () => {
    const { state } = played(['move', 'again']);
    expect(state.appointments).toMatchObject([{ of: { id: '1/earlier', time: MONDAY }, time: FRIDAY }]);
    expect(outcomeOf(state)).toBe('rescheduled');
  });
});
