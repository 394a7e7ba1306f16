import { describe, expect, it } from '@jest/globals';
import type { FilledSlot } from '../dialog/types.ts';
import type { Json } from '../json.ts';
import { callbackWish, wishedTime } from './callback-wish.ts';

const slot = (value: Json, confirmed = true): FilledSlot => ({
  value,
  say: `${value}`,
  confidence: 1,
  confirmed,
  turnSeq: 1,
});

describe('callbackWish', () => {
  it('takes name, study, day, time and phone, and nothing else', () => {
    const wish = callbackWish({
      name: slot('Anna Kovalenko'),
      study: slot('mri_head'),
      date: slot('2026-11-25'),
      appointment_time: slot('2026-11-25T10:00:00+02:00'),
      phone: slot('+380671234567'),
      age: slot(34),
    });
    expect(wish).toEqual({
      phone: '+380671234567',
      details: {
        name: 'Anna Kovalenko',
        study: 'mri_head',
        date: '2026-11-25',
        appointment_time: '2026-11-25T10:00:00+02:00',
      },
    });
    expect(wishedTime(wish)).toBe('2026-11-25 10:00');
  });

  it('calls no number that nobody confirmed', () => {
    expect(callbackWish({ phone: slot('+380671234567', false) })).toEqual({ phone: null, details: {} });
  });

  it('wishes a day without a time', () => {
    expect(wishedTime(callbackWish({ date: slot('2026-11-25') }))).toBe('2026-11-25');
    expect(wishedTime(callbackWish({}))).toBe('');
  });
});
