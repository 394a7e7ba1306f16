import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { claimsId, readClaims, signClaims } from './signed-claims.ts';

const SECRET = 'a secret of the tests';
const NOW = 1_800_000_000_000;
const token = signClaims(SECRET, 'call', { to: '100' }, NOW + 1000);

/** Signed as it must be, and still nothing that we would sign. */
function forged(json: string): string {
  const body = Buffer.from(json).toString('base64url');
  return `call.${body}.${createHmac('sha256', SECRET).update(`call.${body}`).digest('base64url')}`;
}

interface Reading {
  secret?: string;
  kind?: string;
  at?: number;
  fault: 'wrong' | 'expired' | null;
}

describe('signed claims', () => {
  it('are read back with their expiry', () => {
    expect(readClaims(SECRET, 'call', token, NOW)).toEqual({ claims: { to: '100', exp: NOW + 1000 } });
  });

  const [kind, body, signature] = token.split('.');
  const other = Buffer.from(JSON.stringify({ to: '200', exp: NOW + 1000 })).toString('base64url');
  const readings: [what: string, given: string, reading: Reading][] = [
    ['another secret', token, { secret: 'somebody else’s secret', fault: 'wrong' }],
    ['another kind', token, { kind: 'ticket', fault: 'wrong' }],
    ['other claims under the same signature', `${kind}.${other}.${signature}`, { fault: 'wrong' }],
    ['no signature', `${kind}.${body}.`, { fault: 'wrong' }],
    ['a part too many', `${token}.x`, { fault: 'wrong' }],
    ['nothing', '', { fault: 'wrong' }],
    ['dots', '..', { fault: 'wrong' }],
    ['a millisecond past its time', token, { at: NOW + 1001, fault: 'expired' }],
    ['its last millisecond', token, { at: NOW + 1000, fault: null }],
    ['claims that are no JSON', forged('{'), { fault: 'wrong' }],
    ['claims without an expiry', forged('{}'), { fault: 'wrong' }],
    ['null', forged('null'), { fault: 'wrong' }],
  ];
  it.each(readings)('%s', (_what, given, { secret = SECRET, kind: wanted = 'call', at = NOW, fault }) => {
    const read = readClaims(secret, wanted, given, at);
    expect('fault' in read ? read.fault : null).toBe(fault);
  });

  it('have ids that nobody guesses and every path takes', () => {
    const ids = new Set(Array.from({ length: 1000 }, claimsId));
    expect(ids.size).toBe(1000);
    for (const id of ids) expect(id).toMatch(/^[\w-]{22}$/);
  });
});
