import { describe, expect, it } from '@jest/globals';
import { iceServers } from './settings.ts';

describe('servers for STUN and TURN', () => {
  it.each([
    ['[]', []],
    ['[{"urls":"stun:stun.example:3478"}]', [{ urls: 'stun:stun.example:3478' }]],
    [
      '[{"urls":["turn:a:1","turns:a:2"],"username":"u","credential":"c"}]',
      [{ urls: ['turn:a:1', 'turns:a:2'], username: 'u', credential: 'c' }],
    ],
    ['stun:stun.example', null],
    ['[{"urls":"https://stun.example"}]', null],
    ['[{"urls":[]}]', null],
    ['[{"url":"stun:stun.example"}]', null],
  ])('%s', (text, expected) => expect(iceServers.safeParse(text).data ?? null).toEqual(expected));
});
