import { expect, it } from '@jest/globals';
import type { OpenCall } from '../contracts/call-messages.ts';
import { factsOf } from './live-call.ts';

it('a call knows its caller by one number, in whatever form the switch gave it', () => {
  const opening = { tenant: 'clinic', timeZone: 'Europe/Kyiv' } as OpenCall['opening'];
  const facts = (from: string) => factsOf({ callId: 'c', from, to: '100', opening } as OpenCall);
  expect(facts('0671110013')).toEqual({
    callId: 'c',
    tenant: 'clinic',
    from: '+380671110013',
    to: '100',
    timeZone: 'Europe/Kyiv',
  });
  expect(facts('anonymous').from).toBe('anonymous');
});
