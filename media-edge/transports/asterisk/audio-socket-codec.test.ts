import { describe, expect, it } from '@jest/globals';
import { createFrameReader, encodeAudio, HANG_UP, rateOfKind } from './audio-socket-codec.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const UUID = '01 0010 0123456789abcdef0123456789abcdef';

describe('frames of AudioSocket', () => {
  it.each([
    { rule: 'the UUID', bytes: UUID, frame: { type: 'uuid', uuid: '01234567-89ab-cdef-0123-456789abcdef' } },
    { rule: 'a key', bytes: '03 0001 35', frame: { type: 'digit', digit: '5' } },
    { rule: 'audio', bytes: '10 0002 0100', frame: { type: 'audio', kind: 0x10, pcm: hex('0100') } },
    {
      rule: 'audio of 192 kHz',
      bytes: '18 0002 0100',
      frame: { type: 'audio', kind: 0x18, pcm: hex('0100') },
    },
    { rule: 'a hang-up', bytes: '00 0000', frame: { type: 'hang-up' } },
    { rule: 'an error', bytes: 'ff 0001 04', frame: { type: 'error', code: 4 } },
    { rule: 'an error without a code', bytes: 'ff 0000', frame: { type: 'error', code: 0 } },
    { rule: 'a UUID too short', bytes: '01 0002 0102', frame: { type: 'unreadable', kind: 1, bytes: 2 } },
    { rule: 'a key that is none', bytes: '03 0001 7a', frame: { type: 'unreadable', kind: 3, bytes: 1 } },
    { rule: 'audio of nothing', bytes: '10 0000', frame: { type: 'unreadable', kind: 0x10, bytes: 0 } },
    { rule: 'silence of the Go library', bytes: '02 0000', frame: { type: 'unreadable', kind: 2, bytes: 0 } },
    {
      rule: 'a kind behind the last rate',
      bytes: '19 0001 00',
      frame: { type: 'unreadable', kind: 0x19, bytes: 1 },
    },
  ])('$rule', ({ bytes, frame }) => {
    expect(createFrameReader()(hex(bytes))).toEqual([frame]);
  });

  it('are the same in whatever pieces TCP brings them', () => {
    const stream = hex(`${UUID} 10 0004 01000200 03 0001 23 00 0000`);
    const whole = createFrameReader()(stream);
    expect(whole).toHaveLength(4);
    for (let size = 1; size < stream.length; size++) {
      const read = createFrameReader();
      const frames = [];
      for (let at = 0; at < stream.length; at += size) frames.push(...read(stream.subarray(at, at + size)));
      expect(frames).toEqual(whole);
    }
  });

  it('of ours are byte for byte what Asterisk reads', () => {
    expect(encodeAudio(0x10, Buffer.alloc(320, 7)).subarray(0, 4)).toEqual(hex('10 0140 07'));
    expect(encodeAudio(0x12, Buffer.alloc(640)).subarray(0, 3)).toEqual(hex('12 0280'));
    expect(HANG_UP).toEqual(hex('00 0000'));
  });

  it.each([
    { kind: 0x10, plain: 8000, rate: 8000 },
    { kind: 0x10, plain: 16_000, rate: 16_000 },
    { kind: 0x12, plain: 8000, rate: 16_000 },
    { kind: 0x13, plain: 8000, rate: 24_000 },
    { kind: 0x19, plain: 8000, rate: null },
  ])('kind $kind is $rate Hz where plain audio is $plain', ({ kind, plain, rate }) => {
    expect(rateOfKind(kind, plain)).toBe(rate);
  });
});
