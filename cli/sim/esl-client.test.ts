import { afterEach, describe, expect, it } from '@jest/globals';
import { type EslEvent, type EslOptions, openEsl } from '../../media-edge/switch-control/esl/client.ts';
import { type CommandFate, startEslServer } from './esl-server.ts';
import { until } from './until.ts';

const closing: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function setUp({
  fateOf,
  options,
  api = (command: string) => `ran ${command}`,
}: {
  fateOf?: (command: string) => CommandFate;
  options?: Partial<EslOptions>;
  api?: (command: string) => string;
} = {}) {
  const server = await startEslServer({ password: 'pass word', api, fateOf });
  const events: EslEvent[] = [];
  const ups: number[] = [];
  const downs: string[] = [];
  const client = openEsl({
    host: '127.0.0.1',
    port: server.port,
    password: 'pass word',
    events: ['DTMF'],
    subclasses: ['x::y'],
    onEvent: (event) => events.push(event),
    onUp: () => ups.push(ups.length),
    onDown: (reason) => downs.push(reason),
    answerTimeoutMs: 200,
    jobTimeoutMs: 300,
    retryMs: { first: 10, longest: 40 },
    ...options,
  });
  closing.push(server.close, client.close);
  return { server, client, events, ups, downs };
}
const connected = async (given: Parameters<typeof setUp>[0] = {}) => {
  const parts = await setUp(given);
  await until('connected', () => parts.client.connected());
  return parts;
};

describe('the event socket client', () => {
  it('gets answers in order, though one is late', async () => {
    const { client } = await connected({
      fateOf: (command) => (command === 'api slow' ? { delayMs: 50 } : 'answer'),
    });
    expect(await Promise.all(['slow', 'b', 'c'].map((command) => client.api(command)))).toEqual([
      'ran slow',
      'ran b',
      'ran c',
    ]);
  });

  it('reads answers in other scripts by bytes', async () => {
    const { client } = await connected({ api: () => 'Київ €' });
    expect(await Promise.all([client.api('a'), client.api('b')])).toEqual(['Київ €', 'Київ €']);
  });

  it('gets the result of a background job, each its own', async () => {
    const { client } = await connected();
    expect(await Promise.all([client.bgapi('one'), client.bgapi('two')])).toEqual(['ran one', 'ran two']);
  });

  it('gets only what it subscribed to', async () => {
    const { server, client, events } = await connected();
    server.publish({ 'Event-Name': 'HEARTBEAT' });
    server.publish({ 'Event-Name': 'CUSTOM', 'Event-Subclass': 'x::z' });
    server.publish({ 'Event-Name': 'CUSTOM', 'Event-Subclass': 'x::y' }, '{"a":1}');
    server.publish({ 'Event-Name': 'DTMF' });
    await client.api('flush');
    expect(events.map((event) => [event['Event-Name'], event._body])).toEqual([
      ['CUSTOM', '{"a":1}'],
      ['DTMF', undefined],
    ]);
  });

  it('connects again after a drop, subscribes again, and fails what was under way', async () => {
    const { server, client, events, ups, downs } = await connected({
      fateOf: (command) => (command.endsWith('lost') ? 'ignore' : 'answer'),
    });
    const lost = client.api('lost');
    server.dropConnections();
    await expect(lost).rejects.toThrow('event socket lost');
    await until('again', () => ups.length === 2 && client.connected());
    server.publish({ 'Event-Name': 'DTMF' });
    expect(await client.api('x')).toBe('ran x');
    expect([events.length, downs.length]).toEqual([1, 1]);
  });

  it('gives a connection up that does not answer: later answers would belong to other commands', async () => {
    let ignored = 0;
    const { client, ups } = await connected({
      fateOf: (command) => (command === 'api mute' && ignored++ === 0 ? 'ignore' : 'answer'),
    });
    await expect(client.api('mute')).rejects.toThrow('no answer');
    await until('again', () => ups.length === 2);
    expect(await client.api('mute')).toBe('ran mute');
  });

  it('fails a job whose end is never told', async () => {
    const { client } = await connected({
      fateOf: (command) => (command.startsWith('bgapi') ? { delayMs: 100 } : 'answer'),
      options: { jobTimeoutMs: 20 },
    });
    await expect(client.bgapi('x')).rejects.toThrow('not done in 20 ms');
  });

  it('refuses commands while it is not connected, and a line break at any time', async () => {
    const { client } = await setUp();
    await expect(client.api('early')).rejects.toThrow('not connected');
    await until('connected', () => client.connected());
    await expect(client.api('a\n\napi b')).rejects.toThrow('line break');
    expect(await client.api('fine')).toBe('ran fine');
  });

  it('says that the password is wrong, and does not come up', async () => {
    const { client, downs, ups } = await setUp({ options: { password: 'wrong' } });
    await until('refused', () => downs.length > 1);
    expect(downs[0]).toContain('FREESWITCH_ESL_PASSWORD is refused');
    expect([client.connected(), ups.length]).toEqual([false, 0]);
  });

  it('waits for a switch that is not there yet', async () => {
    const { server, client, downs } = await connected();
    await server.close();
    await until('down', () => downs.length > 2);
    const again = await startEslServer({ password: 'pass word', api: () => 'back', port: server.port });
    closing.push(again.close);
    await until('up', () => client.connected());
    expect(await client.api('x')).toBe('back');
  });
});
