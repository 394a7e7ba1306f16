import { describe, expect, it } from '@jest/globals';
import { createFrameReader, encodeCommand } from './codec.ts';

const bytes = (text: string) => Buffer.from(text);
const AUTH = 'Content-Type: auth/request\n\n';
const event = (json: string) =>
  `Content-Length: ${Buffer.byteLength(json)}\nContent-Type: text/event-json\n\n${json}`;

describe('reading frames', () => {
  it.each([
    {
      name: 'headers alone',
      wire: AUTH,
      frames: [{ headers: { 'Content-Type': 'auth/request' }, body: '' }],
    },
    {
      name: 'a body of Content-Length bytes, not characters',
      wire: `${event('{"x":"Київ €"}')}${AUTH}`,
      frames: [
        { headers: { 'Content-Length': '20', 'Content-Type': 'text/event-json' }, body: '{"x":"Київ €"}' },
        { headers: { 'Content-Type': 'auth/request' }, body: '' },
      ],
    },
    {
      name: 'headers in another order, values with colons',
      wire: 'Content-Type: api/response\nX: a:b\nContent-Length: 4\n\ntrue',
      frames: [
        { headers: { 'Content-Type': 'api/response', X: 'a:b', 'Content-Length': '4' }, body: 'true' },
      ],
    },
    {
      name: 'an empty line inside a body',
      wire: 'Content-Length: 6\n\na\n\nb\n\n',
      frames: [{ headers: { 'Content-Length': '6' }, body: 'a\n\nb\n\n' }],
    },
    { name: 'half a frame is nothing yet', wire: 'Content-Length: 5\n\nabc', frames: [] },
  ])('$name, whole and byte by byte', ({ wire, frames }) => {
    expect(createFrameReader()(bytes(wire))).toEqual(frames);
    const read = createFrameReader();
    expect([...bytes(wire)].flatMap((byte) => read(Uint8Array.of(byte)))).toEqual(frames);
  });

  it.each(['-1', '1e3', 'abc', '99999999999'])('refuses the length %s', (length) => {
    expect(() => createFrameReader()(bytes(`Content-Length: ${length}\n\n`))).toThrow(length);
  });

  it('refuses endless headers', () => {
    expect(() => createFrameReader()(bytes('x'.repeat(70_000)))).toThrow('no end of headers');
  });
});

describe('writing', () => {
  it('a command ends in an empty line, with its headers before', () => {
    expect(encodeCommand('bgapi status', { 'Job-UUID': '7' }).toString()).toBe(
      'bgapi status\nJob-UUID: 7\n\n',
    );
  });
  it.each(['api x\n\napi fsctl shutdown', 'api x\r', 'api \0'])('refuses the line break in %j', (line) => {
    expect(() => encodeCommand(line)).toThrow('line break');
  });
});
