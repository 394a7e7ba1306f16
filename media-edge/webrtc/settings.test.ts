import { describe, expect, it } from '@jest/globals';
import { iceServers, portRange } from './settings.ts';

describe('UDP ports', () => {
  it.each([
    ['40000-40199', { from: 40_000, to: 40_199 }],
    ['40000', { from: 40_000, to: 40_000 }],
    ['', null],
    ['80-90', null],
    ['40100-40000', null],
    ['40000-70000', null],
    ['many', null],
  ])('%s', (text, expected) => expect(portRange.safeParse(text).data ?? null).toEqual(expected));
});

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
