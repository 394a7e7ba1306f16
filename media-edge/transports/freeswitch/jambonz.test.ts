import { describe, expect, it } from '@jest/globals';
import { avoidMarkers } from './jambonz.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('audio to the switch', () => {
  it.each([
    { rule: 'the marker sample becomes its neighbour', pcm: 'ffff', sent: 'feff' },
    { rule: 'all of them do', pcm: '0100 ffff ffff 0200', sent: '0100feff feff0200' },
    { rule: 'bytes of two samples are no marker', pcm: '00ff ff00', sent: '00ffff00' },
    { rule: 'other samples stay', pcm: 'feff 0080 ff7f', sent: 'feff0080ff7f' },
  ])('$rule', ({ pcm, sent }) => {
    expect(avoidMarkers(hex(pcm))).toEqual(hex(sent));
  });
});
