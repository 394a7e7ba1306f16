import { expect, it } from '@jest/globals';
import { iceServersFor } from './ice-servers.ts';

const STUN = { urls: 'stun:stun.example:3478' };
const TURN = { urls: ['turn:turn.example:3478', 'turns:turn.example:5349'] };

it('a browser gets a TURN password of its own that expires, as coturn makes it', () => {
  expect(iceServersFor([STUN, TURN], 'north', 'web-1', 1_800_000_000_500)).toEqual([
    STUN,
    {
      ...TURN,
      username: '1800007200:web-1',
      // printf %s '1800007200:web-1' | openssl dgst -sha1 -hmac north -binary | base64
      credential: 'W7wI6IamkvBtQdYXDcOswpJkH5k=',
    },
  ]);
});

it('without a secret the servers are handed on as they were configured', () => {
  const own = { ...TURN, username: 'a', credential: 'b' };
  expect(iceServersFor([own], '', 'web-1', 0)).toEqual([own]);
});
