import { describe, expect, it } from '@jest/globals';
import { completeAnswer, readOffer } from './sdp.ts';

const FINGERPRINT = `sha-256 ${Array.from({ length: 32 }, () => 'A0').join(':')}`;
/** As Chromium writes it, shortened. */
const OFFER = [
  ...['v=0', 'o=- 1 2 IN IP4 127.0.0.1', 's=-', 't=0 0', 'a=group:BUNDLE 0', 'a=extmap-allow-mixed'],
  ...['m=audio 50000 UDP/TLS/RTP/SAVPF 111 0 8 126', 'c=IN IP4 192.0.2.1', 'a=rtcp:9 IN IP4 0.0.0.0'],
  'a=candidate:1 1 udp 2122260223 192.0.2.1 50000 typ host generation 0 network-id 1',
  'a=candidate:2 1 udp 2122260223 7b1f3c2e-9a0d-4f6b-8d0e-1c2b3a4d5e6f.local 50001 typ host',
  'a=candidate:3 1 tcp 1518280447 192.0.2.1 9 typ host tcptype active',
  'a=candidate:4 1 udp 1686052607 2001:db8::1 50002 typ srflx raddr 0.0.0.0 rport 0',
  ...[
    'a=ice-ufrag:EvQ9',
    'a=ice-pwd:n0Qb+JzQ3v5cS7d8w2e4r6t8',
    `a=fingerprint:${FINGERPRINT}`,
    'a=setup:actpass',
  ],
  ...['a=mid:0', 'a=sendrecv', 'a=rtcp-mux', 'a=rtpmap:111 opus/48000/2', 'a=rtpmap:0 PCMU/8000'],
  'a=ssrc:1 cname:x',
];
const text = (lines: readonly string[]) => `${lines.join('\r\n')}\r\n`;
const changed = (from: string | RegExp, to: string) => text(OFFER).replace(from, to);

describe('an offer', () => {
  it('becomes one of our own: one section, one codec, keys and usable candidates', () => {
    expect(readOffer(text(OFFER))).toEqual({
      payloadType: 0,
      sdp: text([
        ...['v=0', 'o=- 1 1 IN IP4 0.0.0.0', 's=-', 't=0 0', 'a=group:BUNDLE 0', 'a=msid-semantic:WMS *'],
        ...['m=audio 9 UDP/TLS/RTP/SAVPF 0', 'c=IN IP4 0.0.0.0', 'a=mid:0', 'a=sendrecv', 'a=rtcp-mux'],
        ...[
          'a=rtpmap:0 PCMU/8000',
          'a=setup:actpass',
          'a=ice-ufrag:EvQ9',
          'a=ice-pwd:n0Qb+JzQ3v5cS7d8w2e4r6t8',
        ],
        ...['a=ice-options:trickle', `a=fingerprint:${FINGERPRINT}`],
        'a=candidate:1 1 udp 2122260223 192.0.2.1 50000 typ host generation 0 network-id 1',
        'a=candidate:4 1 udp 1686052607 2001:db8::1 50002 typ srflx raddr 0.0.0.0 rport 0',
      ]),
    });
  });

  it('of A-law alone is taken, and lines may end as they like', () => {
    const read = readOffer(changed('111 0 8 126', '111 8').replaceAll('\r\n', '\n'));
    expect(read).toMatchObject({ payloadType: 8, sdp: expect.stringContaining('a=rtpmap:8 PCMA/8000') });
  });

  it('may say for the whole session what holds for its section', () => {
    const session = OFFER.filter((line) => !line.startsWith('a=fingerprint'));
    session.splice(4, 0, `a=fingerprint:${FINGERPRINT}`);
    expect(readOffer(text(session))).toMatchObject({ payloadType: 0 });
  });

  it('has no more candidates than a browser has networks', () => {
    const many = Array.from(
      { length: 500 },
      (_, i) => `a=candidate:${i} 1 udp 1 192.0.2.1 ${i + 1} typ host`,
    );
    const read = readOffer(text([...OFFER, ...many]));
    expect(typeof read === 'string' ? 0 : read.sdp.split('a=candidate').length - 1).toBe(20);
  });

  it.each([
    ['nothing', '', /audio section/],
    ['video', text([...OFFER, 'm=video 9 UDP/TLS/RTP/SAVPF 96']), /2 sections/],
    ['two audio sections', text([...OFFER, ...OFFER.slice(6)]), /2 sections/],
    ['no codec of ours', changed('111 0 8 126', '111 126'), /neither PCMU nor PCMA/],
    ['audio without encryption', changed('UDP/TLS/RTP/SAVPF', 'RTP/AVP'), /RTP\/AVP/],
    ['no password', changed(/a=ice-pwd.*\r\n/, ''), /ice-pwd/],
    ['a password with a line end hidden in it', changed('a=ice-pwd:n0Qb', 'a=ice-pwd:n0\u0000Qb'), /ice-pwd/],
    ['an old fingerprint', changed('sha-256', 'sha-1'), /fingerprint/],
    ['a fingerprint of one byte', changed(FINGERPRINT, 'sha-256 A0'), /fingerprint/],
    ['no mid', changed('a=mid:0\r\n', ''), /mid/],
    ['RTCP on a port of its own', changed('a=rtcp-mux\r\n', ''), /rtcp-mux/],
  ])('%s is refused', (_what, sdp, why) => expect(readOffer(sdp)).toMatch(why));
});

describe('our answer', () => {
  const candidate = (address: string, port: number) =>
    `a=candidate:1 1 UDP 2114977791 ${address} ${port} typ host`;
  const answer = (...candidates: string[]) => text(['v=0', 'm=audio 9 UDP/TLS/RTP/SAVPF 0', ...candidates]);
  const complete = (sdp: string, address?: string) => completeAnswer(sdp, { ssrc: 7, address }).split('\r\n');

  it('names its stream and its source, and the length of its frames', () => {
    expect(complete(answer(candidate('127.0.0.1', 4000)))).toEqual(
      expect.arrayContaining([
        candidate('127.0.0.1', 4000),
        'a=ptime:20',
        'a=msid:agent agent',
        'a=ssrc:7 cname:agent',
      ]),
    );
  });

  it('behind NAT tells the address outside, once a port, and no address inside', () => {
    const inside = answer(
      candidate('10.0.0.7', 4000),
      candidate('172.17.0.1', 4000),
      candidate('fd00::7', 4000),
    );
    expect(complete(inside, '192.0.2.9').filter((line) => line.startsWith('a=candidate'))).toEqual([
      candidate('192.0.2.9', 4000),
    ]);
  });
});
