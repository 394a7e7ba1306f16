import { describe, expect, it } from '@jest/globals';
import { loadConfig } from '../platform/config.ts';
import { configSchema } from './config.ts';

const needed = { EDGE_SECRET: 'sixteen characters', DATABASE_URL: 'postgres://u:p@127.0.0.1:5432/d' };
const load = (more: Record<string, string>) => loadConfig(configSchema, { ...needed, ...more });

describe('configuration of switches’ ports', () => {
  it('has no AudioSocket and no Asterisk unless told', () => {
    expect(load({})).toMatchObject({
      EDGE_AUDIOSOCKET_PORT: 0,
      EDGE_AUDIOSOCKET_HOST: '127.0.0.1',
      EDGE_AUDIOSOCKET_RATE: 8000,
      EDGE_AUDIOSOCKET_TAKES: 'placed',
    });
    expect(load({ EDGE_AUDIOSOCKET_PORT: '' }).EDGE_AUDIOSOCKET_PORT).toBe(0);
    expect(load({}).EDGE_ASTERISK_MEDIA_URL).toBeUndefined();
  });

  it('takes what is said', () => {
    const said = {
      EDGE_AUDIOSOCKET_PORT: '9092',
      EDGE_AUDIOSOCKET_RATE: '16000',
      EDGE_AUDIOSOCKET_TAKES: 'all',
      EDGE_ASTERISK_MEDIA_URL: 'ws://127.0.0.1:8088/media/',
    };
    expect(load(said)).toMatchObject({
      EDGE_AUDIOSOCKET_PORT: 9092,
      EDGE_AUDIOSOCKET_RATE: 16_000,
      EDGE_AUDIOSOCKET_TAKES: 'all',
      EDGE_ASTERISK_MEDIA_URL: 'ws://127.0.0.1:8088/media',
    });
  });

  it.each([
    { name: 'EDGE_AUDIOSOCKET_PORT', value: '99999', repair: 'a port, 0-65535' },
    { name: 'EDGE_AUDIOSOCKET_RATE', value: '11025', repair: '8000, 16000 or 24000' },
    { name: 'EDGE_AUDIOSOCKET_TAKES', value: 'some', repair: 'placed, or all' },
    { name: 'EDGE_ASTERISK_MEDIA_URL', value: 'http://x', repair: 'ws://127.0.0.1:8088/media' },
  ])('$name=$value: the message names the value and the repair', ({ name, value, repair }) => {
    expect(() => load({ [name]: value })).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(new RegExp(`${name}.*${repair}.*"${value}"`)),
      }),
    );
  });
});
