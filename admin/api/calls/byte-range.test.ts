import { expect, it } from '@jest/globals';
import { readByteRange } from './byte-range.ts';

it.each([
  { header: undefined, is: 'whole' },
  { header: '', is: 'whole' },
  { header: 'bytes=-', is: 'whole' },
  { header: 'bytes=0-', is: { from: 0, to: 100 } },
  { header: 'bytes=0-0', is: { from: 0, to: 1 } },
  { header: 'bytes=10-19', is: { from: 10, to: 20 } },
  { header: ' bytes=10-19 ', is: { from: 10, to: 20 } },
  { header: 'bytes=90-500', is: { from: 90, to: 100 } },
  { header: 'bytes=-10', is: { from: 90, to: 100 } },
  { header: 'bytes=-500', is: { from: 0, to: 100 } },
  { header: 'bytes=-0', is: 'unsatisfiable' },
  { header: 'bytes=100-', is: 'unsatisfiable' },
  { header: 'bytes=100-200', is: 'unsatisfiable' },
  { header: 'bytes=20-10', is: 'whole' },
  { header: 'bytes=0-1,5-6', is: 'whole' },
  { header: 'bytes=a-b', is: 'whole' },
  { header: 'seconds=1-2', is: 'whole' },
  { header: 'bytes=99999999999999999-', is: 'whole' },
])('$header of 100 bytes', ({ header, is }) => {
  expect(readByteRange(header, 100)).toEqual(is);
});

it('an empty recording has no byte to ask for', () => {
  expect(readByteRange('bytes=0-', 0)).toBe('unsatisfiable');
});
