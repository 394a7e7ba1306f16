import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '../../transports/testing/emulated-switch.ts';
import type { Command, TurnTakingEvent } from './events.ts';
import { asks, outcome } from './race-lab.ts';
import { startTurnTaking, type TurnTakingState } from './state.ts';
import { handle, nextDeadline } from './turn-taking.ts';

const CALLS = 1000;
const EVENTS = 80;

/** A call whose surroundings do what they like, but whose playback is honest: what is put on drains, unless it is cut. */
function hazard(seed: number) {
  const random = seededRandom(seed);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  let state: TurnTakingState = startTurnTaking(1);
  let at = 0;
  let turnIds: string[] = [];
  let utterances: number[] = [];
  /** what the playout holds: put on, told to finish, paused */
  const playout = { words: false, finishing: false, paused: false };
  /** reply streams that are being read: each ends, or is told to be broken */
  const streams = new Set<string>();
  const story: string[] = [];
  const submitted: string[] = [];
  const faults: string[] = [];
  let ended = false;

  const perform = (command: Command) => {
    switch (command.type) {
      case 'speak':
      case 'speak-phrase':
        if (ended) faults.push('it speaks after the end');
        playout.words = true;
        playout.finishing = false;
        return;
      case 'finish-speaking':
        playout.finishing = true;
        return;
      case 'pause-speaking':
        playout.paused = true;
        return;
      case 'resume-speaking':
        playout.paused = false;
        return;
      case 'stop-speaking':
        Object.assign(playout, { words: false, finishing: false, paused: false });
        return;
      case 'end-call':
        ended = true;
        return;
      case 'submit-turn':
        if (submitted.includes(command.turn.turnId)) faults.push(`turn ${command.turn.turnId} twice`);
        submitted.push(command.turn.turnId);
        turnIds = [...turnIds, command.turn.turnId].slice(-3);
        return;
      case 'finalize':
        utterances = [...utterances, command.utterance].slice(-3);
    }
  };
  const tell = (event: TurnTakingEvent) => {
    if (event.type === 'reply-head' || event.type === 'reply-text') streams.add(event.turnId);
    if (event.type === 'reply-end' || event.type === 'reply-broken') streams.delete(event.turnId);
    story.push(`${at} ${JSON.stringify(event)}`);
    const step = handle(state, event, at);
    const wasOver = state.phase === 'over';
    state = step.state;
    if (wasOver && step.commands.length > 0) faults.push('it acts after the end');
    for (const command of step.commands) {
      story.push(`  → ${JSON.stringify(command)}`);
      perform(command);
    }
    watch();
  };

  /** Nobody waits for something that cannot come: a deadline runs, or audio does whose end is told. */
  const watch = () => {
    if (state.phase === 'over' || state.phase === 'idle') return;
    const drains = playout.finishing && !playout.paused && state.agent.status === 'speaking';
    const reads = state.turn !== null && !state.turn.complete && streams.has(state.turn.turnId);
    if (nextDeadline(state) === null && !drains && !reads)
      faults.push(
        `stuck: ${state.phase}, agent ${state.agent.status}, caller ${JSON.stringify(state.caller)}`,
      );
    if ((state.agent.status === 'paused') !== playout.paused && state.agent.status !== 'silent')
      faults.push(`the playout is ${playout.paused ? '' : 'not '}paused, the agent is ${state.agent.status}`);
    if (state.agent.status === 'silent' && playout.words)
      faults.push('the agent counts as silent while words are on');
  };

  const drain = () => {
    if (!playout.finishing || playout.paused) return;
    Object.assign(playout, { words: false, finishing: false });
    tell({ type: 'playback-drained', generation: state.generation });
  };
  const turnId = () => pick([...turnIds, 't1-1']);
  const action = () =>
    random() < 0.1
      ? pick([{ type: 'hang-up' } as const, { type: 'transfer', target: '1' } as const])
      : ({ type: 'none' } as const);
  const anything: (() => void)[] = [
    () => tell({ type: 'speech-started' }),
    () => tell({ type: 'hiss-started' }),
    () => tell({ type: 'line-held', held: random() < 0.3 }),
    () =>
      tell({
        type: 'speech-ended',
        speechEndAt: at - 200,
        speechMs: random() * 1500,
        turnProbability: random(),
      }),
    () => tell({ type: 'interim', text: pick(['', 'mhm', 'yes', 'monday']), confidence: 0.9 }),
    () =>
      tell({
        type: 'final',
        utterance: pick([...utterances, 9]),
        text: pick(['', 'mhm', 'no']),
        confidence: 1,
      }),
    () => tell({ type: 'digit', digit: pick(['1', '#', '*']) }),
    () =>
      tell({
        type: 'reply-head',
        turnId: turnId(),
        attempt: 1,
        head: {
          ...{ seq: 0, expects: asks(), action: action(), state: 'X', language: 'en' },
          interruptible: random() < 0.8,
        },
      }),
    () => tell({ type: 'reply-text', turnId: turnId(), attempt: 1, text: pick(['At what', ' time?', '']) }),
    () => tell({ type: 'reply-end', turnId: turnId(), attempt: 1 }),
    () => tell({ type: 'reply-broken', turnId: turnId(), attempt: 1 }),
    () => {
      const id = turnId();
      tell({
        type: 'turn-answered',
        turnId: id,
        outcome: outcome(id, {
          delivery: pick(['text', 'streamed', 'superseded']),
          reply: pick(['At what time?', '']),
          action: action(),
          interruptible: random() < 0.8,
        }),
      });
    },
    () => tell({ type: 'turn-refused', turnId: turnId(), why: pick(['failed', 'failed', 'ended', 'stale']) }),
    () => tell({ type: 'reply-audible', generation: state.generation - Math.floor(random() * 2) }),
    () => tell({ type: 'playback-drained', generation: state.generation - 1 }),
    () => tell({ type: 'ears-lost' }),
    () => tell({ type: 'ears-back' }),
    drain,
    drain,
    drain,
  ];
  const open = () =>
    tell({
      type: 'call-opened',
      opening: {
        ...{ language: 'en', expects: asks(), greeting: '', state: 'DAY', noInputMs: 7000 },
        maxCallMs: 1_800_000,
      },
    });

  tell({
    type: 'leg-opened',
    greeting: random() < 0.9 ? 'Hello.' : null,
    expects: asks(),
    noInputMs: 7000,
  });
  if (random() < 0.8) open();
  for (let i = 0; i < EVENTS && faults.length === 0; i++) {
    at += Math.floor(random() < 0.8 ? random() * 400 : random() * 6000);
    if (random() < 0.03) open();
    else if (random() < 0.2) tell({ type: 'time-passed' });
    else pick(anything)();
  }
  return { faults, story, state };
}

describe('whatever happens, in whatever order', () => {
  it(`${CALLS} calls never wait for what cannot come, submit no turn twice, and are silent after the end`, () => {
    for (let seed = 1; seed <= CALLS; seed++) {
      const { faults, story } = hazard(seed);
      if (faults.length > 0)
        throw new Error(`seed ${seed}: ${faults.join('; ')}\n${story.slice(-24).join('\n')}`);
    }
    expect(hazard(1).faults).toEqual([]);
  });
});
