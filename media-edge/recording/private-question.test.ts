import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { RECORDING_HEADER_BYTES } from '../../contracts/recording-wav.ts';
import type { Expects } from '../../domain/dialog/types.ts';
import { edgeToken } from '../../platform/edge-token.ts';
import { type EdgeLab, SECRET, startEdgeLab, type TestLeg, until } from '../lab/edge-lab.ts';
import { anyAnswer, outcomeOf } from '../lab/fake-calls.ts';

const CARD = '4111111111111111';
const asksCard: Expects = { ...anyAnswer, slot: 'card', keys: { count: CARD.length }, record: false };
const LOUD = 8000;

let lab: EdgeLab;
let logged: string[];
beforeEach(async () => {
  logged = [];
  const note =
    () =>
    (message: string, context: object = {}) =>
      void logged.push(message + JSON.stringify(context));
  lab = await startEdgeLab({ log: { debug: note(), info: note(), warn: note(), error: note() } });
  lab.calls.onOpen = async () => ({
    ...{ language: 'en', greeting: '', state: 'X', noInputMs: 60_000, maxCallMs: 600_000 },
    expects: anyAnswer,
  });
});
afterEach(() => lab.stop());

/** A caller who is heard all the time. */
function hum(leg: TestLeg): () => void {
  const pcm = Buffer.alloc(320);
  for (let i = 0; i < pcm.length; i += 2) pcm.writeInt16LE(i % 4 === 0 ? LOUD : -LOUD, i);
  const timer = setInterval(() => leg.socket.send(pcm), 20);
  return () => clearInterval(timer);
}
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const press = (callId: string, digits: string) =>
  [...digits].reduce(
    (before, digit) =>
      before.then(async () => {
        await fetch(`${lab.edge.internalUrl}/calls/${callId}/dtmf`, {
          method: 'POST',
          body: JSON.stringify({ digit }),
        });
      }),
    Promise.resolve(),
  );

/** Both sides of what one edge has recorded; in steps of 20 ms: is it silent? */
async function recorded(callId: string, epoch = 1) {
  const folder = join(lab.recordings, callId);
  await until(() => lab.calls.ends.length > 0);
  await wait(100);
  const names = (await readdir(folder)).filter((name) => name.startsWith(`${epoch}-`)).sort();
  const files = await Promise.all(names.map((name) => readFile(join(folder, name))));
  const audio = Buffer.concat(files.map((wav) => wav.subarray(RECORDING_HEADER_BYTES)));
  const loud = (side: 0 | 1) =>
    Array.from({ length: Math.floor(audio.length / 640) }, (_, step) => {
      let most = 0;
      for (let at = 0; at < 640; at += 4)
        most = Math.max(most, Math.abs(audio.readInt16LE(step * 640 + at + side * 2)));
      return most > 0;
    });
  return { caller: loud(0), agent: loud(1) };
}
/** the longest stretch of silence, ms */
const longestSilence = (loud: readonly boolean[]) =>
  20 *
  Math.max(
    0,
    ...loud
      .map(String)
      .join(' ')
      .split('true')
      .map((run) => run.split('false').length - 1),
  );

describe('a question that is not recorded', () => {
  it('is silence on both sides, barge-in and keys included; its digits leave the edge for one reader only', async () => {
    lab.calls.onTurn = async ({ turnId, kind }) =>
      kind === 'dtmf'
        ? outcomeOf(turnId, 'Thank you, and now something else that takes a while to say.')
        : outcomeOf(turnId, 'Please key in the number of your card, all of its digits.', {
            expects: asksCard,
          });
    const leg = await lab.call('p1');
    const stop = hum(leg);
    await wait(700);
    const ears = await until(() => lab.speech.listeners[0]);
    ears.say('i want to pay');
    await until(() => lab.speech.spoken.some((text) => text.startsWith('Please key in')));
    const hiddenFromMs = Date.now();
    // over the agent's words: it stops, and both sides stay silent
    await wait(300);
    await press('p1', CARD);
    const turn = await until(() => lab.calls.turns.find(({ kind }) => kind === 'dtmf'));
    const hiddenMs = Date.now() - hiddenFromMs;
    await wait(1500);
    leg.socket.close(1000);
    stop();
    const { caller, agent } = await recorded('p1');

    expect(turn.text).toBe('x'.repeat(16));
    // half a second more than the question
    expect(longestSilence(caller)).toBeGreaterThan(hiddenMs + 300);
    // and it is heard before and after
    const heardAgain = [caller, agent].map((side) => side.slice(-45).includes(true));
    expect([caller.slice(2, 20).includes(false), ...heardAgain]).toEqual([false, true, true]);
    const told = [...logged, JSON.stringify([lab.calls.turns, lab.calls.ends, lab.calls.opens])].join('\n');
    expect([told.includes(CARD), told.includes('4111')]).toEqual([false, false]);
  });

  it('hands its digits out once, to who has the call’s token', async () => {
    lab.calls.onOpen = async () => ({
      ...{ language: 'en', greeting: '', state: 'X', noInputMs: 60_000, maxCallMs: 600_000 },
      expects: asksCard,
    });
    const leg = await lab.call('p2');
    await until(() => lab.calls.opens.length > 0);
    await press('p2', CARD);
    await until(() => lab.calls.turns.length > 0);
    const ask = async (slot: string, epoch: number) => {
      const response = await fetch(`${lab.edge.internalUrl}/calls/p2/secrets/${slot}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${edgeToken(SECRET, 'p2', epoch)}` },
      });
      return [response.status, ((await response.json()) as { digits?: string }).digits];
    };
    expect(await ask('card', 2)).toEqual([403, undefined]);
    expect(await ask('pin', 1)).toEqual([404, undefined]);
    expect(await ask('card', 1)).toEqual([200, CARD]);
    expect(await ask('card', 1)).toEqual([404, undefined]);
    leg.socket.close(1000);
  });

  it('goes on being silent at the next edge, from its first frame', async () => {
    const opened = Promise.withResolvers<void>();
    lab.calls.onOpen = async ({ epoch }) => {
      if (epoch > 1) await opened.promise;
      const opening = {
        language: 'en' as const,
        greeting: '',
        state: 'X',
        noInputMs: 60_000,
        maxCallMs: 600_000,
      };
      const resume = { state: 'X', expects: asksCard, say: 'The number of your card?' };
      return { ...opening, expects: asksCard, ...(epoch > 1 ? { resume } : {}) };
    };
    const first = await lab.call('p3', 1);
    await wait(100);
    first.socket.terminate();
    const leg = await lab.call('p3', 2);
    const stop = hum(leg);
    // the workflow takes its time
    await wait(400);
    opened.resolve();
    await wait(800);
    stop();
    leg.socket.close(1000);
    const { caller, agent } = await recorded('p3', 2);
    expect([caller.length > 50, caller.includes(true), agent.includes(true)]).toEqual([true, false, false]);
  });
});

it('a call that may be recorded is heard at the next edge as soon as that is known', async () => {
  lab.calls.onOpen = async ({ epoch }) => ({
    ...{
      language: 'en',
      greeting: '',
      state: 'X',
      noInputMs: 60_000,
      maxCallMs: 600_000,
      expects: anyAnswer,
    },
    ...(epoch > 1 ? { resume: { state: 'X', expects: anyAnswer, say: '' } } : {}),
  });
  const first = await lab.call('p4', 1);
  await wait(50);
  first.socket.terminate();
  const leg = await lab.call('p4', 2);
  const stop = hum(leg);
  await wait(1500);
  stop();
  leg.socket.close(1000);
  const { caller } = await recorded('p4', 2);
  // at once, not half a second later as behind a secret
  expect(caller.slice(0, 25).filter(Boolean).length).toBeGreaterThan(15);
});
