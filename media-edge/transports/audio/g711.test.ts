import { describe, expect, it } from '@jest/globals';
import { aLaw, muLaw } from './g711.ts';

const sample = (value: number) => {
  const pcm = Buffer.alloc(2);
  pcm.writeInt16LE(value);
  return pcm;
};

describe('G.711', () => {
  it.each([
    { law: 'µ', codec: muLaw, byte: 0xff, value: 0 },
    { law: 'µ', codec: muLaw, byte: 0x80, value: 32_124 },
    { law: 'µ', codec: muLaw, byte: 0x00, value: -32_124 },
    { law: 'µ', codec: muLaw, byte: 0xef, value: 132 },
    { law: 'A', codec: aLaw, byte: 0xd5, value: 8 },
    { law: 'A', codec: aLaw, byte: 0x55, value: -8 },
    { law: 'A', codec: aLaw, byte: 0xaa, value: 32_256 },
    { law: 'A', codec: aLaw, byte: 0x2a, value: -32_256 },
  ])('$law-law byte $byte stands for $value', ({ codec, byte, value }) => {
    expect(codec.decode(Buffer.of(byte)).readInt16LE()).toBe(value);
    expect(codec.encode(sample(value))[0]).toBe(byte);
  });

  it.each([
    { law: 'µ', codec: muLaw },
    { law: 'A', codec: aLaw },
  ])(
    '$law-law: every sample comes back within a thirtieth, and coding it again changes nothing',
    ({ codec }) => {
      for (let value = -32_768; value < 32_768; value += 7) {
        const byte = codec.encode(sample(value));
        const back = codec.decode(byte).readInt16LE();
        expect(Math.abs(back - value)).toBeLessThanOrEqual(Math.max(16, Math.abs(value) / 30));
        expect(codec.decode(codec.encode(sample(back))).readInt16LE()).toBe(back);
      }
    },
  );
});
