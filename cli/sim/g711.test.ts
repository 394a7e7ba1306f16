import { expect, it } from '@jest/globals';
import { decodeMuLaw, encodeMuLaw, overPhoneLine } from './g711.ts';

it.each([
  { sample: 0, byte: 0xff, back: 0 },
  { sample: 32_767, byte: 0x80, back: 32_124 },
  { sample: -32_768, byte: 0x00, back: -32_124 },
  { sample: 1_000, byte: 0xce, back: 988 },
  { sample: -1_000, byte: 0x4e, back: -988 },
])('$sample <-> $byte', ({ sample, byte, back }) => {
  expect(encodeMuLaw(sample)).toBe(byte);
  expect(decodeMuLaw(byte)).toBe(back);
  expect([...overPhoneLine(Int16Array.of(sample))]).toEqual([back]);
});

it('every byte survives', () => {
  const bytes = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => byte !== 0x7f); // negative zero
  expect(bytes.map((byte) => encodeMuLaw(decodeMuLaw(byte)))).toEqual(bytes);
});
