import { afterEach, describe, expect, it } from '@jest/globals';
import { createControl } from '../../media-edge/switch-control/control.ts';
import { createEdgeClient } from '../../media-edge/switch-control/edge-client.ts';
import { createEdgePool } from '../../media-edge/switch-control/edge-pool.ts';
import { openEsl } from '../../media-edge/switch-control/esl/client.ts';
import { EVENT_NAMES, EVENT_SUBCLASSES } from '../../media-edge/switch-control/switch-event.ts';
import type { Party } from './channel.ts';
import type { CommandFate } from './esl-server.ts';
import { startFakeEdge } from './fake-edge.ts';
import { startSwitch } from './switch.ts';
import { until } from './until.ts';

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const PARTIES = { from: `'|${'${'}hangup}"\n+380`, to: '0800' };

/** Somebody who says nothing and remembers what came. */
function listenerParty() {
  const heard: Int16Array[] = [];
  const ended: string[] = [];
  const party: Party = {
    speak: () => null,
    hear: (frame) => void heard.push(frame),
    transferred: (target) => void ended.push(`transferred ${target}`),
    hungUp: (cause) => void ended.push(cause),
  };
  const loudFrames = () => heard.filter((frame) => frame.some((sample) => Math.abs(sample) > 1_000)).length;
  return { party, ended, loudFrames };
}

const closing: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function setUp(
  given: { variables?: Record<string, string>; fateOf?(command: string): CommandFate } = {},
) {
  const commands: string[] = [];
  const fateOf = (command: string) => {
    commands.push(command);
    return given.fateOf?.(command) ?? 'answer';
  };
  const edge = await startFakeEdge();
  const simulated = await startSwitch({
    dialplan: { type: 'control', password: 'secret', fateOf },
    variables: given.variables,
    extensions: ['1000'],
  });
  closing.push(edge.close, simulated.close);
  const startControl = () => {
    const esl = openEsl({
      host: '127.0.0.1',
      port: simulated.eslPort ?? 0,
      password: 'secret',
      events: EVENT_NAMES,
      subclasses: EVENT_SUBCLASSES,
      onEvent: (event) => control.handle(event),
      onUp: () => void control.resync().catch(() => {}),
      onDown: () => {},
      retryMs: { first: 20, longest: 100 },
      // an answer is lost only where a test loses it: a busy machine may take its time
      answerTimeoutMs: given.fateOf ? 300 : 10_000,
    });
    const edges = createEdgePool({ edges: [createEdgeClient(edge.url)], onLost: () => {} });
    const control = createControl({
      ...{ esl, edges, log: quiet },
      transfers: {
        ...{ context: 'default', dial: 'user/{target}', sipDial: 'sofia/external/{target}', music: '' },
      },
    });
    const stop = () => {
      control.stop();
      edges.stop();
      esl.close();
    };
    closing.push(stop);
    return { esl, control, stop };
  };
  const started = startControl();
  await until('event socket is up', () => started.esl.connected());
  const leg = (index: number) => until(`fork ${index}`, () => edge.sockets[index]);
  return { edge, simulated, commands, startControl, leg, ...started };
}

const tone = Buffer.alloc(16_000 * 2);
for (let at = 0; at < tone.length; at += 2) tone.writeInt16LE(Math.round(Math.sin(at / 6) * 12_000), at);

describe('a parked call', () => {
  it('gets a place, is forked, hears the agent and is heard', async () => {
    const { edge, simulated, leg, commands } = await setUp();
    const { party, loudFrames } = listenerParty();
    const channel = simulated.call(party, PARTIES);
    const { path, texts, messageBytes, socket } = await leg(0);
    expect(edge.places).toMatchObject([
      { callId: channel.uuid, epoch: 1, ...PARTIES, reportsTransfers: true },
    ]);
    expect(path).toBe(`/fs/${channel.uuid}/token-1`);
    await until('audio', () => messageBytes.length > 3);
    expect(texts).toEqual([`{"callId":"${channel.uuid}","epoch":1}`]);
    expect(messageBytes.every((bytes) => bytes % 320 === 0)).toBe(true);
    socket.send(tone);
    await until('the agent is heard', () => loudFrames() > 10);
    // the caller's number never enters a command
    expect(commands.join('\n')).not.toContain('hangup}');
  });

  it('hangs up when the agent asks for it', async () => {
    const { simulated, leg, control } = await setUp();
    const { party, ended } = listenerParty();
    simulated.call(party, PARTIES);
    (await leg(0)).socket.send('{"type":"disconnect","data":{"reason":"goodbye"}}');
    await until('hang-up', () => ended.length > 0);
    expect(ended).toEqual(['NORMAL_CLEARING']);
    await until('forgotten', () => control.calls() === 0);
  });

  it('is forked again in a higher epoch when its socket breaks, and not ended', async () => {
    const { edge, simulated, leg } = await setUp();
    const { party, ended, loudFrames } = listenerParty();
    simulated.call(party, PARTIES);
    (await leg(0)).socket.terminate();
    const second = await leg(1);
    expect(second.path).toMatch(/token-2$/);
    expect(edge.places.map(({ epoch }) => epoch)).toEqual([1, 2]);
    second.socket.send(tone);
    await until('the agent is heard again', () => loudFrames() > 10);
    expect(ended).toEqual([]);
  });

  it.each(['1000 XML default|', '$' + '{system rm}', '-both', "10'00", '1000\nuuid_kill', ''])(
    'goes nowhere for the transfer target %j',
    async (target) => {
      const { simulated, leg, commands } = await setUp();
      const { party, ended } = listenerParty();
      const channel = simulated.call(party, PARTIES);
      (await leg(0)).socket.send(JSON.stringify({ type: 'transfer', data: { target } }));
      simulated.channel(channel.uuid)?.press('5');
      (await leg(0)).socket.send('{"type":"disconnect","data":{}}');
      await until('hang-up', () => ended.length > 0);
      expect(commands.filter((line) => line.includes('uuid_transfer'))).toEqual([]);
    },
  );

  it('sends each key once and in order, though the switch repeats an event', async () => {
    const { edge, simulated, leg } = await setUp();
    const channel = simulated.call(listenerParty().party, PARTIES);
    await leg(0);
    for (const digit of '12#') channel.press(digit);
    const again = {
      'Event-Name': 'DTMF',
      'Unique-ID': channel.uuid,
      'DTMF-Digit': '9',
      'Event-Sequence': '90001',
    };
    simulated.publish(again);
    simulated.publish(again);
    channel.press('*');
    await until('keys', () => edge.digits.length >= 5);
    expect(edge.digits.map(({ digit }) => digit).join('')).toBe('12#9*');
    expect(edge.digits.every(({ callId }) => callId === channel.uuid)).toBe(true);
  });

  it('is refused with congestion when every place stays taken', async () => {
    const { edge, simulated } = await setUp();
    edge.statuses.push(503, 503, 503, 503, 503);
    const { party, ended } = listenerParty();
    simulated.call(party, PARTIES);
    await until('hang-up', () => ended.length > 0, 12_000);
    expect(ended).toEqual(['SWITCH_CONGESTION']);
    expect(edge.places).toHaveLength(5);
  }, 15_000);

  it('is parked again, writing, when the dialplan forgot to', async () => {
    const { simulated, leg } = await setUp({ variables: { holdfast_epoch: '0' } });
    const { party, loudFrames } = listenerParty();
    simulated.call(party, PARTIES);
    (await leg(0)).socket.send(tone);
    await until('the agent is heard', () => loudFrames() > 10);
  });

  it('of another application is left alone', async () => {
    const { edge, simulated } = await setUp({ variables: { send_silence_when_idle: '-1' } });
    simulated.call(listenerParty().party, PARTIES);
    const marker = await setUp();
    marker.simulated.call(listenerParty().party, PARTIES);
    await marker.leg(0);
    expect(edge.places).toEqual([]);
  });
});

describe('the control connection', () => {
  it('lost and back: live calls go on untouched, a call that parked meanwhile is taken', async () => {
    const { edge, simulated, leg, esl } = await setUp();
    const first = simulated.call(listenerParty().party, PARTIES);
    const live = await leg(0);
    simulated.dropControl();
    const second = simulated.call(listenerParty().party, PARTIES);
    await until('the second call is forked', () =>
      edge.sockets.some(({ path }) => path.includes(second.uuid)),
    );
    expect(esl.connected()).toBe(true);
    expect(edge.sockets.filter(({ path }) => path.includes(first.uuid))).toHaveLength(1);
    expect(live.closeCode).toBeNull();
  });

  it('lost while the fork broke: the call is forked again after it is back', async () => {
    const { edge, simulated, leg } = await setUp();
    simulated.call(listenerParty().party, PARTIES);
    const live = await leg(0);
    simulated.dropControl();
    live.socket.terminate();
    const again = await leg(1);
    expect(again.path).toMatch(/token-2$/);
    expect(edge.places.at(-1)?.epoch).toBe(2);
  });

  it('of a controller that was started again finds its calls and their epochs', async () => {
    const { edge, simulated, leg, stop, startControl } = await setUp();
    simulated.call(listenerParty().party, PARTIES);
    (await leg(0)).socket.terminate();
    const live = await leg(1);
    await until('connected', () => live.texts.length > 0);
    stop();
    const { control } = startControl();
    await until('found', () => control.calls() === 1);
    // the edge says that it has a live socket of the call: nothing is asked for
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(edge.places).toHaveLength(2);
    live.socket.send('{"type":"disconnect","data":{}}');
    await until('ended', () => control.calls() === 0);
  });

  it('that loses the answer to a start does not fork twice', async () => {
    let lost = false;
    const { simulated, leg, edge } = await setUp({
      fateOf(command) {
        if (lost || !command.includes('|start|')) return 'answer';
        lost = true;
        return 'drop';
      },
    });
    simulated.call(listenerParty().party, PARTIES);
    await leg(0);
    expect(lost).toBe(true);
    expect(edge.sockets).toHaveLength(1);
  });
});
