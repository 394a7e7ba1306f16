import { expect, it } from '@jest/globals';
import { loadConversation } from '../sim/place-call.ts';
import { withFreshNumber } from './fresh-number.ts';

it('gives each call a number of its own, and nothing else', async () => {
  const template = await loadConversation('clinic-booking.en');
  const numbers = Array.from({ length: 50 }, () => withFreshNumber(template).from);
  for (const number of numbers) expect(number).toMatch(/^\+38067\d{7}$/);
  expect(new Set(numbers).size).toBeGreaterThan(45);
  expect({ ...withFreshNumber(template), from: template.from }).toEqual(template);
});

it('leaves a number alone that is no Ukrainian one', async () => {
  const template = { ...(await loadConversation('clinic-booking.en')), from: '100' };
  expect(withFreshNumber(template)).toBe(template);
});
