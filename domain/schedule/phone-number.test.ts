import { describe, expect, it } from '@jest/globals';
import { bookedNumber, callerNumber } from './phone-number.ts';

describe('the number of a caller', () => {
  it.each([
    '+380671110013',
    '380671110013',
    '00380671110013',
    '0671110013',
    '80671110013',
    '+38 (067) 111-00-13',
    '067 111 00 13',
  ])('%s is the one number', (given) => {
    expect(bookedNumber(given)).toBe('+380671110013');
    expect(callerNumber(given)).toBe('+380671110013');
  });

  it.each(['+48221234567', '0048221234567', '48221234567'])('%s is one of another country', (given) =>
    expect(callerNumber(given)).toBe('+48221234567'),
  );

  it('reads nothing within the country into a whole number', () =>
    expect(callerNumber('+80012345678')).toBe('+80012345678'));

  it.each(['', 'anonymous', 'sip:olha@example.org', '101', '1001', '+38050', '4155550123', '0', '00'])(
    '"%s" is none, and stays as it was given',
    (given) => {
      expect(bookedNumber(given)).toBeNull();
      expect(callerNumber(given)).toBe(given);
    },
  );
});
