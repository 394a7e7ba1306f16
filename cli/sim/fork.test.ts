import { afterEach, describe, expect, it } from '@jest/globals';
import { openEsl } from '../../media-edge/switch-control/esl/client.ts';
import type { Party } from './channel.ts';
import { type FakeLeg, startFakeEdge } from './fake-edge.ts';
import { startSwitch } from './switch.ts';
import { until } from './until.ts';

/** The quirks of mod_audio_fork (jambonz) on the wire, driven over the event socket by hand. */
const closing: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function setUp({
  variables = { send_silence_when_idle: '-1' } as Record<string, string>,
  jitter = { stalls: 0.3, longestFrames: 6 },
} = {}) {
  const edge = await startFakeEdge();
  const events: { name: string; body: string }[] = [];
  const simulated = await startSwitch({
    dialplan: { type: 'control', password: 'p' },
    variables,
    jitter,
    seed: 7,
  });
  const names = ['connect', 'connect_failed', 'disconnect', 'transfer', 'json', 'kill_audio', 'error'];
  const esl = openEsl({
    host: '127.0.0.1',
    port: simulated.eslPort ?? 0,
    password: 'p',
    events: [],
    subclasses: names.map((name) => `mod_audio_fork::${name}`),
    onEvent: (event) =>
      events.push({ name: event['Event-Subclass']?.split('::')[1] ?? '', body: event._body ?? '' }),
    onUp: () => {},
    onDown: () => {},
  });
  closing.push(edge.close, simulated.close, esl.close);
  await until('event socket', () => esl.connected());
  const heard: Int16Array[] = [];
  const ended: string[] = [];
  const party: Party = {
    speak: () => null,
    hear: (frame) => void heard.push(frame),
    transferred: () => {},
    hungUp: (cause) => void ended.push(cause),
  };
  const { uuid } = simulated.call(party, { from: '1', to: '2' });
  const start = (tail = `mono|8000|agent|'{"k":"a b"}'|true|true|8000`) =>
    esl.api(`uuid_audio_fork ^^|${uuid}|start|${edge.wsUrl}/x?q=1|${tail}`);
  const verb = (text: string) => esl.api(`uuid_audio_fork ${uuid} ${text}`);
  const leg = (index = 0): Promise<FakeLeg> => until('leg', () => edge.sockets[index]);
  const loud = () => heard.filter((frame) => frame.some((sample) => Math.abs(sample) > 500)).length;
  return { edge, esl, events, simulated, uuid, start, verb, leg, loud, ended };
}

const loudAudio = (ms: number) => Buffer.from(new Int16Array(ms * 8).fill(5_000).buffer);

describe('mod_audio_fork', () => {
  it('connects with its headers, sends the metadata first, then gap-free frames that coalesce', async () => {
    const { start, leg } = await setUp();
    expect(await start()).toBe('+OK Success\n');
    const { request, texts, messageBytes, audio, path } = await leg();
    expect(path).toBe('/x?q=1');
    expect(request.headers).toMatchObject({
      'sec-websocket-protocol': 'audio.drachtio.org',
      host: '127.0.0.1',
      origin: 'http://127.0.0.1',
      pragma: 'no-cache',
    });
    expect(request.headers['sec-websocket-extensions']).toBeUndefined();
    await until('messages', () => messageBytes.length > 15);
    expect(texts).toEqual(['{"k":"a b"}']);
    expect(messageBytes.every((bytes) => bytes % 320 === 0)).toBe(true);
    expect(messageBytes.some((bytes) => bytes > 320)).toBe(true);
    const samples = audio.flatMap((bytes) =>
      Array.from({ length: bytes.length / 2 }, (_, at) => bytes.readInt16LE(at * 2)),
    );
    // silence is not empty: 0 or the small values of PCMU
    expect([Math.min(...samples) >= -1, Math.max(...samples) <= 8, new Set(samples).size > 2]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('cuts unquoted metadata at a space, and plays nothing with fewer than ten arguments', async () => {
    const { edge, uuid, esl, leg, loud } = await setUp();
    await esl.api(`uuid_audio_fork ${uuid} start ${edge.wsUrl}/x mono 8000 agent {"k":"a b"}`);
    const { socket, texts } = await leg();
    await until('metadata', () => texts.length > 0);
    expect(texts).toEqual(['{"k":"a']);
    socket.send(loudAudio(400));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(loud()).toBe(0);
  });

  it('plays nothing into a parked channel that generates no silence', async () => {
    const { start, leg, loud } = await setUp({ variables: {} });
    await start();
    const { socket, messageBytes } = await leg();
    socket.send(loudAudio(400));
    // the caller is heard all the same
    await until('audio', () => messageBytes.length > 5);
    expect(loud()).toBe(0);
  });

  it('never connects again after a drop: an event without a body, start refused until stop, the call goes on', async () => {
    const { start, verb, leg, events, ended, esl, uuid } = await setUp();
    await start();
    (await leg()).socket.terminate();
    await until('event', () => events.some(({ name }) => name === 'disconnect'));
    expect(events.find(({ name }) => name === 'disconnect')?.body).toBe('');
    expect(await start()).toBe('-ERR Operation Failed\n');
    expect(await verb('stop agent')).toBe('+OK Success\n');
    expect(await start()).toBe('+OK Success\n');
    await leg(1);
    expect([ended, await esl.api(`uuid_exists ${uuid}`)]).toEqual([[], 'true']);
  });

  it('tells a connection that fails', async () => {
    const { esl, uuid, events } = await setUp();
    await esl.api(`uuid_audio_fork ^^|${uuid}|start|ws://127.0.0.1:1/x|mono|8000|agent||true|true|8000`);
    await until('event', () => events.length > 0);
    expect(events).toEqual([{ name: 'connect_failed', body: '{"reason":"Unable to connect"}' }]);
  });

  it.each([
    ['{"type":"disconnect","data":{"reason":"bye"}}', { name: 'disconnect', body: '{"reason":"bye"}' }],
    ['{"type":"transfer","data":{"target":"1000"}}', { name: 'transfer', body: '{"target":"1000"}' }],
    ['{"hello":1}', { name: 'json', body: '{"hello":1}' }],
    ['{"type":"killAudio"}', { name: 'kill_audio', body: '' }],
  ])('relays %s and does nothing to the call', async (text, event) => {
    const { start, leg, events, ended } = await setUp();
    await start();
    const { socket } = await leg();
    for (const message of ['not json', '{"type":"nonsense"}', text]) socket.send(message);
    await until('event', () => events.length > 1);
    expect(events).toEqual([{ name: 'connect', body: '' }, event]);
    expect(ended).toEqual([]);
  });

  it('answers marks in its own spacing and stops within a tick of killAudio', async () => {
    const { start, leg, loud } = await setUp();
    await start();
    const { socket, texts } = await leg();
    socket.send(loudAudio(4_000));
    socket.send('{"type":"mark","data":{"name":"m1"}}');
    await until('heard', () => loud() > 5);
    socket.send('{"type":"killAudio"}');
    await until('mark', () => texts.length > 1);
    expect(texts[1]).toBe('{"type": "mark", "data": {"name":"m1", "event": "cleared"}}');
    expect(loud()).toBeLessThan(150);
  });

  it('after graceful-shutdown sends one empty frame and then neither text nor close', async () => {
    const { start, verb, leg } = await setUp();
    await start();
    const { messageBytes, texts, closeCode } = await leg();
    await until('audio', () => messageBytes.length > 2);
    await verb('graceful-shutdown agent');
    await until('empty frame', () => messageBytes.at(-1) === 0);
    const count = messageBytes.length;
    await verb('stop agent end');
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect({ after: messageBytes.length - count, texts: texts.length, closeCode }).toEqual({
      after: 0,
      texts: 1,
      closeCode: null,
    });
  });

  it('closes with 1000 at hang-up, without a last word', async () => {
    const { start, leg, esl, uuid, ended } = await setUp();
    await start();
    const first = await leg();
    await until('metadata', () => first.texts.length > 0);
    expect(await esl.api(`uuid_kill ${uuid} USER_BUSY`)).toBe('+OK\n');
    await until('close', () => first.closeCode !== null);
    expect([first.closeCode, first.texts.length, ended]).toEqual([1000, 1, ['USER_BUSY']]);
    expect(await esl.api(`uuid_kill ${uuid}`)).toBe('-ERR No such channel!\n');
  });

  it('sends text, pauses and resumes', async () => {
    const { start, verb, leg } = await setUp();
    await start();
    const { texts, messageBytes } = await leg();
    await verb(`send_text agent '{"a": 1}'`);
    await until('text', () => texts.length > 1);
    expect(texts[1]).toBe('{"a": 1}');
    await verb('pause agent');
    await new Promise((resolve) => setTimeout(resolve, 60));
    const paused = messageBytes.length;
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(messageBytes.length).toBe(paused);
    await verb('resume agent');
    await until('audio', () => messageBytes.length > paused);
  });
});
