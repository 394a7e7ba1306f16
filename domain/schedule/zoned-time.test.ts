import { describe, expect, it } from '@jest/globals';
import { wallClock, zonedIso } from './zoned-time.ts';

describe('zonedIso', () => {
  it.each([
    {
      name: 'winter in Kyiv',
      at: '2026-11-25T08:00:00Z',
      zone: 'Europe/Kyiv',
      iso: '2026-11-25T10:00:00+02:00',
    },
    {
      name: 'summer in Kyiv',
      at: '2026-07-01T08:00:00Z',
      zone: 'Europe/Kyiv',
      iso: '2026-07-01T11:00:00+03:00',
    },
    {
      name: 'midnight is 00, not 24',
      at: '2026-11-24T22:00:00Z',
      zone: 'Europe/Kyiv',
      iso: '2026-11-25T00:00:00+02:00',
    },
    { name: 'UTC itself', at: '2026-11-25T08:00:00Z', zone: 'UTC', iso: '2026-11-25T08:00:00+00:00' },
    {
      name: 'half hours',
      at: '2026-11-25T08:00:00Z',
      zone: 'Asia/Kolkata',
      iso: '2026-11-25T13:30:00+05:30',
    },
    {
      name: 'west of Greenwich',
      at: '2026-11-25T02:00:00Z',
      zone: 'America/New_York',
      iso: '2026-11-24T21:00:00-05:00',
    },
  ])('$name', ({ at, zone, iso }) => {
    expect(zonedIso(at, zone)).toBe(iso);
    expect(Date.parse(iso)).toBe(Date.parse(at));
  });

  it('takes epoch milliseconds too', () => {
    expect(wallClock(0, 'UTC')).toEqual({ day: '1970-01-01', time: '00:00:00', offset: '+00:00' });
  });

  it('refuses what is not a time and names it', () => {
    expect(() => zonedIso('tomorrow', 'UTC')).toThrow('"tomorrow" is not a time');
  });
});
