import { afterAll, describe, expect, it } from '@jest/globals';
import { startEdgeLab } from '../../media-edge/lab/edge-lab.ts';
import { ESL_PASSWORD, startLabControl } from './control-lab.ts';
import { startSwitch } from './switch.ts';
import { until } from './until.ts';

const closing: (() => unknown)[] = [];
afterAll(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
const loudest = (pcm: Buffer) => {
  let most = 0;
  for (let at = 0; at + 1 < pcm.length; at += 2) most = Math.max(most, Math.abs(pcm.readInt16LE(at)));
  return most;
};

/** A caller who hums all the time, at a simulated switch with a controller and an edge of ours. */
async function callAtSwitch() {
  const edge = await startEdgeLab();
  const simulated = await startSwitch({ dialplan: { type: 'control', password: ESL_PASSWORD } });
  const start = () => {
    const control = startLabControl({ simulated, edgeUrls: [edge.edge.internalUrl] });
    closing.push(control.stop);
    return control;
  };
  closing.push(edge.stop, simulated.close);
  const control = start();
  await until('event socket', () => control.esl.connected());
  const heard: number[] = [];
  let frames = 0;
  const channel = simulated.call(
    {
      speak() {
        const from = 160 * frames++;
        return Int16Array.from({ length: 160 }, (_, at) => Math.sin((from + at) / 4) * 3000);
      },
      hear: (frame) => void heard.push(frame.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)),
      transferred: () => undefined,
      hungUp: () => undefined,
    },
    { from: '+380671234567', to: '100' },
  );
  const ears = await until('ears', () => edge.speech.listeners[0]);
  const silentFor = (count: number) => heard.length > count && Math.max(...heard.slice(-count)) < 100;
  await until('greeting', () => (heard.at(-1) ?? 0) > 1000);
  return { edge, simulated, control, start, channel, ears, heard, silentFor };
}

describe('a caller who puts the agent on hold', () => {
  it('stops it, is not listened to, and is asked the open question when they are back', async () => {
    const { edge, channel, ears, silentFor, heard } = await callAtSwitch();
    channel.hold(true);
    await until('the agent is silent', () => silentFor(10));
    const before = ears.audio.length;
    await until('more has come', () => ears.audio.length > before + 20);
    expect(loudest(Buffer.concat(ears.audio.slice(before)))).toBe(0);
    ears.started();
    ears.say('la la la');
    expect(edge.calls.turns).toEqual([]);
    channel.hold(false);
    const turn = await until('the turn', () => edge.calls.turns[0]);
    expect(turn).toMatchObject({
      kind: 'event',
      text: 'returned',
      heard: { turnId: 'greeting', complete: false },
    });
    await until('the agent speaks again', () => (heard.at(-1) ?? 0) > 1000);
    await until('the caller is heard again', () => loudest(ears.audio.at(-1) ?? Buffer.alloc(0)) > 1000);
  }, 20_000);

  it('is known to be so to a controller that comes later', async () => {
    const { control, start, channel, silentFor, edge } = await callAtSwitch();
    control.stop();
    channel.hold(true);
    start();
    await until('the agent is silent', () => silentFor(10));
    channel.hold(false);
    await until('the turn', () => edge.calls.turns.some(({ text }) => text === 'returned'));
  }, 20_000);
});
