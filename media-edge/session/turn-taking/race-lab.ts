import { expect, it } from '@jest/globals';
import type { TurnOutcome } from '../../../contracts/call-messages.ts';
import type { ReplyHead } from '../../../contracts/reply-stream.ts';
import type { Action, Expects } from '../../../domain/dialog/types.ts';
import type { Command, TurnTakingEvent } from './events.ts';
import { startTurnTaking } from './state.ts';
import { handle } from './turn-taking.ts';

export const asks = (more: Partial<Expects> = {}): Expects => ({
  slot: 'day',
  language: 'en',
  hints: [],
  patience: 'choice',
  ...more,
});
/** Milliseconds on the clock and what happens then. */
export type Step = [at: number, event: TurnTakingEvent];

export const opened: Step[] = [
  [
    0,
    {
      type: 'leg-opened',
      greeting: 'Hello. Which day?',
      expects: asks({ slot: null, patience: 'free' }),
      noInputMs: 7000,
    },
  ],
  [
    20,
    {
      type: 'call-opened',
      opening: {
        language: 'en',
        expects: asks(),
        greeting: '',
        state: 'DAY',
        noInputMs: 7000,
        maxCallMs: 1_800_000,
      },
    },
  ],
];
/** the greeting was played out, the caller is expected to speak */
export const listening: Step[] = [...opened, [2000, { type: 'playback-drained', generation: 1 }]];
export const started = (at: number): Step => [at, { type: 'speech-started' }];
export const hissed = (at: number): Step => [at, { type: 'hiss-started' }];
export const heldLine = (at: number, held: boolean): Step => [at, { type: 'line-held', held }];
export const ended = (at: number, { speechMs = 800, probability = 0.9, lag = 200 } = {}): Step => [
  at,
  { type: 'speech-ended', speechEndAt: at - lag, speechMs, turnProbability: probability },
];
export const heard = (at: number, text: string): Step => [at, { type: 'interim', text, confidence: 0.9 }];
export const final = (at: number, utterance: number, text: string): Step => [
  at,
  { type: 'final', utterance, text, confidence: 0.9 },
];
export const time = (at: number): Step => [at, { type: 'time-passed' }];
export const key = (at: number, digit: string): Step => [at, { type: 'digit', digit }];
export const outcome = (turnId: string, more: Partial<TurnOutcome> = {}): TurnOutcome => ({
  turnId,
  delivery: 'text',
  reply: 'At what time?',
  expects: asks({ slot: 'time' }),
  action: { type: 'none' },
  state: 'TIME',
  language: 'en',
  interruptible: true,
  ...more,
});
export const answered = (at: number, turnId: string, more: Partial<TurnOutcome> = {}): Step => [
  at,
  { type: 'turn-answered', turnId, outcome: outcome(turnId, more) },
];
export const head = (at: number, turnId: string, attempt = 1, more: Partial<ReplyHead> = {}): Step => [
  at,
  {
    type: 'reply-head',
    turnId,
    attempt,
    head: {
      seq: 0,
      expects: asks({ slot: 'time' }),
      action: { type: 'none' },
      state: 'TIME',
      language: 'en',
      interruptible: true,
      ...more,
    },
  },
];
export const words = (at: number, turnId: string, text: string, attempt = 1): Step => [
  at,
  { type: 'reply-text', turnId, attempt, text },
];
export const audible = (at: number, generation: number): Step => [at, { type: 'reply-audible', generation }];
export const drained = (at: number, generation: number): Step => [
  at,
  { type: 'playback-drained', generation },
];
export const closed = (at: number, clean = true): Step => [at, { type: 'leg-closed', clean }];
/** "Monday" was said and submitted as t1-1 at 4000 */
export const submitted: Step[] = [
  ...listening,
  started(3000),
  heard(3600, 'monday'),
  ended(3700),
  final(4000, 1, 'monday'),
];
/** the reply of t1-1 is being spoken in generation 1 */
export const speaking: Step[] = [...submitted, answered(4100, 't1-1'), audible(4105, 1)];
export const transfer: Action = { type: 'transfer', target: '100' };

/** Runs the steps; what each command says in short, those of the last `count` steps only. */
export function run(steps: readonly Step[], from = 0) {
  let state = startTurnTaking(1);
  const log: string[] = [];
  const turns: Extract<Command, { type: 'submit-turn' }>['turn'][] = [];
  const commands: Command[] = [];
  steps.forEach(([at, event], i) => {
    const step = handle(state, event, at);
    state = step.state;
    if (i < from) return;
    for (const command of step.commands) {
      commands.push(command);
      if (command.type === 'submit-turn') turns.push(command.turn);
      log.push(short(command));
    }
  });
  return { log, turns, commands, state };
}
function short(command: Command): string {
  switch (command.type) {
    case 'speak':
      return `speak ${command.text}`;
    case 'speak-phrase':
      return command.phrase;
    case 'submit-turn': {
      const { kind, text, supersedes } = command.turn;
      return `submit ${kind}${text === '' ? '' : ` "${text}"`}${supersedes === null ? '' : ` for ${supersedes}`}`;
    }
    case 'end-call':
      return `end ${command.reason}`;
    case 'transfer':
      return `transfer ${command.target}${command.warm === undefined ? '' : ' warm'}`;
    default:
      return command.type;
  }
}
const quiet = (log: string[]) =>
  log.filter((line) => line !== 'configure-ears' && line !== 'finish-speaking');

/** A rule of turn-taking: what happened before, what happens next, and what it makes the edge do. */
export interface Race {
  rule: string;
  before: Step[];
  next: Step[];
  does: string[];
}

export const itHolds = (races: readonly Race[]) =>
  it.each(races)('$rule', ({ before, next, does }) => {
    expect(quiet(run([...before, ...next], before.length).log)).toEqual(does);
  });
