import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../cli/stack/paths.ts';
import { configSchema } from '../../media-edge/config.ts';
import { readSwitchPath } from '../../media-edge/http/switch-path.ts';
import { DIALECTS } from '../../media-edge/transports/dialects.ts';

const deployed = (path: string) => readFileSync(join(projectRoot, 'deploy', path), 'utf8');
const defaults = configSchema.shape;

describe.each(['holdfast-control.xml', 'holdfast-dialplan-only.xml'])('FreeSWITCH %s', (file) => {
  const xml = deployed(`freeswitch/dialplan/${file}`);
  const patterns = [...xml.matchAll(/field="destination_number" expression="([^"]+)"/g)]
    .map(([, pattern]) => new RegExp(pattern ?? ''))
    .filter((pattern) => !pattern.test('1000') || pattern.test('1001'));

  it.each([
    { number: '100', taken: true },
    { number: '+380441234567', taken: true },
    { number: '380441234567', taken: true },
    { number: '12', taken: false },
    { number: '++380441234567', taken: false },
    { number: "100'|x", taken: false },
    { number: '100 $\u007bhangup}', taken: false },
    { number: '100\n', taken: false },
  ])('$number: $taken', ({ number, taken }) => {
    expect(patterns.length).toBeGreaterThan(0);
    // FreeSWITCH matches with PCRE, where $ also fits before a last line end: a number has none
    for (const pattern of patterns) expect(pattern.test(number)).toBe(taken);
  });

  it('lets a parked channel write audio, before it is parked', () => {
    expect(xml.indexOf('send_silence_when_idle=-1')).toBeGreaterThan(0);
    expect(xml.lastIndexOf('send_silence_when_idle=-1')).toBeLessThan(xml.lastIndexOf('application="park"'));
  });
});

describe('Asterisk extensions.conf', () => {
  const text = deployed('asterisk/extensions.conf');
  const lines = text.split('\n').filter((line) => !line.startsWith(';'));

  it('every context that is gone to is there', () => {
    const contexts = new Set([...text.matchAll(/^\[([\w-]+)\]/gm)].map(([, name]) => name));
    const named = [
      ...text.matchAll(/(?:Goto|Gosub)\((holdfast-[\w-]+)|\?:?(holdfast-[\w-]+),|b\((holdfast-[\w-]+)\^/g),
    ]
      .flatMap(([, ...names]) => names)
      .filter((name) => name !== undefined);
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((name) => !contexts.has(name))).toEqual([]);
  });

  it('what callers choose is filtered where it comes in, and read nowhere else', () => {
    const raw = lines.filter((line) => /CALLERID\(|\$\{EXTEN\}/.test(line));
    expect(raw).toHaveLength(4);
    for (const line of raw) expect(line).toMatch(/FILTER\(\+0-9A-Za-z,\$\{(CALLERID\(num\)|EXTEN)\}\)/);
  });

  it('parentheses and braces are balanced in every line', () => {
    for (const line of lines)
      for (const [open, close] of [
        ['(', ')'],
        ['{', '}'],
        ['[', ']'],
      ] as const)
        if (!line.startsWith('exten => _[+')) expect(line.split(open).length).toBe(line.split(close).length);
  });

  it('numbers with and without a plus come in', () => {
    const patterns = [...text.matchAll(/^exten => _(\S+?),1/gm)].map(([, pattern]) => pattern);
    expect(patterns).toEqual(['[+0-9]!', '[+0-9]!', '[+0-9]!']);
  });

  it('asks the edge where it listens by default', () => {
    expect(text).toContain(`HOLDFAST_EDGE=http://127.0.0.1:${defaults.EDGE_INTERNAL_PORT.parse(undefined)}`);
    expect(deployed('../docs/telephony.md')).toContain('EDGE_AUDIOSOCKET_PORT=9092');
    expect(text).toContain('HOLDFAST_AUDIOSOCKET=127.0.0.1:9092');
  });
});

it('Asterisk’s client connects to a path that the edge knows', () => {
  const uri = /uri = (\S+)/.exec(deployed('asterisk/websocket_client.conf'))?.[1] ?? '';
  const { port, pathname, search } = new URL(`${uri}?callId=abc`);
  expect(Number(port)).toBe(defaults.EDGE_PORT.parse(undefined));
  expect(readSwitchPath(`${pathname}${search}`, DIALECTS)).toMatchObject({
    dialect: { name: 'chan_websocket' },
    callId: 'abc',
    token: 'CHANGE-THIS-TOKEN',
  });
});
