import { describe, expect, it } from '@jest/globals';
import { channelOf, createFramer } from './samples.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('audio from the switch', () => {
  it.each([
    { rule: 'whole samples pass', frames: ['0102 0304'], out: ['01020304'] },
    {
      rule: 'an odd byte waits for the next frame',
      frames: ['0102 03', '04 0506'],
      out: ['0102', '03040506'],
    },
    { rule: 'a lone byte gives nothing yet', frames: ['01', '02'], out: [null, '0102'] },
    {
      rule: 'odd after odd is whole again',
      frames: ['01 0203', '04 0506', '0708'],
      out: ['0102', '03040506', '0708'],
    },
    {
      rule: 'a stereo frame is four bytes',
      bytes: 4,
      frames: ['0102 0304 05', '060708'],
      out: ['01020304', '05060708'],
    },
    {
      rule: 'and waits over many messages',
      bytes: 4,
      frames: ['01', '02', '03', '04 05'],
      out: [null, null, null, '01020304'],
    },
    { rule: 'an empty frame gives nothing', frames: [''], out: [null] },
  ])('$rule', ({ bytes = 2, frames, out }: { bytes?: number; frames: string[]; out: (string | null)[] }) => {
    const frame = createFramer(bytes);
    expect(frames.map((bytes) => frame(hex(bytes))?.toString('hex') ?? null)).toEqual(out);
  });
});

it('the sides of stereo come apart', () => {
  const stereo = hex('0100 0a00 0200 0b00');
  expect([channelOf(stereo, 0), channelOf(stereo, 1)]).toEqual([hex('0100 0200'), hex('0a00 0b00')]);
});
