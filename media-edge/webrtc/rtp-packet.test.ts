import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '../transports/testing/emulated-switch.ts';
import { readRtp, writeRtp } from './rtp-packet.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const HEAD = '0102 00000003 00000004';

describe('an RTP packet is read', () => {
  it.each([
    ['plain', `80 00 ${HEAD} aabb`, { payloadType: 0, payload: 'aabb' }],
    ['with a marker', `80 88 ${HEAD} aa`, { payloadType: 8, payload: 'aa' }],
    ['with two contributors', `82 00 ${HEAD} 11111111 22222222 aa`, { payloadType: 0, payload: 'aa' }],
    ['with a header extension', `90 00 ${HEAD} bede0001 10ff0000 aabb`, { payloadType: 0, payload: 'aabb' }],
    ['with padding', `a0 00 ${HEAD} aabb 000003`, { payloadType: 0, payload: 'aabb' }],
    ['without a payload', `80 00 ${HEAD}`, { payloadType: 0, payload: '' }],
  ])('%s', (_what, bytes, { payloadType, payload }) => {
    const read = readRtp(hex(bytes));
    expect(read).toMatchObject({ payloadType, sequence: 0x0102, timestamp: 3, ssrc: 4 });
    expect(read?.payload.toString('hex')).toBe(payload);
  });
});

describe('what is none is not read', () => {
  it.each([
    ['nothing', ''],
    ['half a header', '80 00 0102'],
    ['another version', `40 00 ${HEAD} aa`],
    ['an RTCP sender report', `80 c8 ${HEAD} aa`],
    ['more contributors than bytes', `8f 00 ${HEAD} aa`],
    ['an extension that is cut off', `90 00 ${HEAD} bede`],
    ['an extension longer than the packet', `90 00 ${HEAD} bedeffff aa`],
    ['more padding than payload', `a0 00 ${HEAD} aa09`],
    ['padding of no length', `a0 00 ${HEAD} aa00`],
  ])('%s', (_what, bytes) => expect(readRtp(hex(bytes))).toBeNull());

  it('bytes at random are read or not, and never more than there are', () => {
    const random = seededRandom(1);
    for (let i = 0; i < 20_000; i++) {
      const bytes = Buffer.from(Array.from({ length: random() * 60 }, () => random() * 256));
      if (bytes.length > 0) bytes[0] = 0x80 | (bytes[0] ?? 0);
      expect(readRtp(bytes)?.payload.length ?? 0).toBeLessThanOrEqual(Math.max(0, bytes.length - 12));
    }
  });
});

it('what is written is read', () => {
  const packet = { sequence: 65_535, timestamp: 4_294_967_295, marker: true, payload: hex('010203') };
  const bytes = writeRtp(packet, { ssrc: 4_000_000_000, payloadType: 8 });
  expect(readRtp(bytes)).toEqual({
    ...{ sequence: 65_535, timestamp: 4_294_967_295, ssrc: 4_000_000_000, payloadType: 8 },
    payload: packet.payload,
  });
  expect((bytes[1] ?? 0) & 0x80).toBe(0x80);
});
