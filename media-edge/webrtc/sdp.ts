import { isIP } from 'node:net';

/** Session descriptions (RFC 8866, RFC 8829), no more of them than one telephone call needs. Without IO. */

/** What we speak by payload type; RFC 3551 gives both their numbers for ever. */
const CODECS = [
  { payloadType: 0, name: 'PCMU' },
  { payloadType: 8, name: 'PCMA' },
] as const;

export interface Offer {
  /** the offer with one audio section and one codec: nothing else of what a stranger wrote goes further */
  sdp: string;
  payloadType: 0 | 8;
}

const ICE_CHARACTERS = /^[A-Za-z0-9+/]{4,256}$/;
const FINGERPRINT = /^(sha-256|sha-384|sha-512) ([0-9A-Fa-f]{2}:){31,63}[0-9A-Fa-f]{2}$/;
const MID = /^[A-Za-z0-9._-]{1,32}$/;
/** UDP only. */
const CANDIDATE = /^[A-Za-z0-9+/]{1,32} 1 udp \d{1,10} \S{2,39} \d{1,5} typ (host|srflx|prflx|relay)( |$)/i;
const MOST_CANDIDATES = 20;

/** Reads a browser's offer; a text says what is wrong with it. */
export function readOffer(sdp: string): Offer | string {
  const [session = '', ...sections] = sdp.split(/\r?\n(?=m=)/);
  const audio = sections.filter((section) => section.startsWith('m=audio '));
  if (audio.length !== 1 || sections.length !== 1)
    return `expected one audio section and nothing else, got ${sections.length} sections`;
  const lines = (audio[0] ?? '').split(/\r?\n/);
  const [media = '', , protocol, ...payloadTypes] = (lines[0] ?? '').split(' ');
  if (media !== 'm=audio' || protocol !== 'UDP/TLS/RTP/SAVPF')
    return `expected UDP/TLS/RTP/SAVPF, got ${`${protocol}`.slice(0, 40)}`;
  const codec = CODECS.find(({ payloadType }) => payloadTypes.includes(`${payloadType}`));
  if (codec === undefined) return 'the browser offers neither PCMU nor PCMA';
  // a section may leave to the session what is the same for all
  const value = (name: string): string =>
    [...lines, ...session.split(/\r?\n/)]
      .find((line) => line.startsWith(`a=${name}:`))
      ?.slice(name.length + 3) ?? '';
  const [user, password, fingerprint, mid] = ['ice-ufrag', 'ice-pwd', 'fingerprint', 'mid'].map(value);
  if (!ICE_CHARACTERS.test(user ?? '') || !ICE_CHARACTERS.test(password ?? ''))
    return 'no ice-ufrag and ice-pwd';
  if (!FINGERPRINT.test(fingerprint ?? '')) return 'no fingerprint by SHA-256 or longer';
  if (!MID.test(mid ?? '')) return 'no mid';
  if (!lines.includes('a=rtcp-mux')) return 'no rtcp-mux';
  const candidates = lines
    .filter((line) => line.startsWith('a=candidate:') && isUsable(line.slice(12)))
    .slice(0, MOST_CANDIDATES);
  const reduced = [
    ...['v=0', 'o=- 1 1 IN IP4 0.0.0.0', 's=-', 't=0 0', `a=group:BUNDLE ${mid}`, 'a=msid-semantic:WMS *'],
    ...[`m=audio 9 UDP/TLS/RTP/SAVPF ${codec.payloadType}`, 'c=IN IP4 0.0.0.0', `a=mid:${mid}`, 'a=sendrecv'],
    ...['a=rtcp-mux', `a=rtpmap:${codec.payloadType} ${codec.name}/8000`, 'a=setup:actpass'],
    ...[
      `a=ice-ufrag:${user}`,
      `a=ice-pwd:${password}`,
      'a=ice-options:trickle',
      `a=fingerprint:${fingerprint}`,
    ],
    ...candidates,
  ];
  return { sdp: `${reduced.join('\r\n')}\r\n`, payloadType: codec.payloadType };
}

/** A name that the browser hides its address behind (mDNS) tells us nothing. */
function isUsable(candidate: string): boolean {
  const [, , , , address = '', port = ''] = candidate.split(' ');
  return CANDIDATE.test(candidate) && isIP(address) !== 0 && Number(port) > 0 && Number(port) < 65_536;
}

/**
 * Completes what the library answers: our stream has a name and a source, frames last 20 ms, and where the machine
 * stands behind NAT its candidates have the address that browsers reach.
 */
export function completeAnswer(
  sdp: string,
  { ssrc, address }: { ssrc: number; address: string | undefined },
): string {
  const lines = sdp.split(/\r?\n/).filter((line) => line !== '');
  const named = lines.flatMap((line) =>
    line.startsWith('a=candidate:') && address !== undefined ? withAddress(line, address) : [line],
  );
  // one address outside is one way in: what several addresses inside became is said once
  const own = [...new Set(named), 'a=ptime:20', 'a=msid:agent agent', `a=ssrc:${ssrc} cname:agent`];
  return `${own.join('\r\n')}\r\n`;
}

/** `a=candidate:<foundation> 1 UDP <priority> <address> <port> typ host` */
function withAddress(line: string, address: string): string[] {
  const parts = line.split(' ');
  if (!/ typ host/.test(line) || !/^\d+(\.\d+){3}$/.test(parts[4] ?? '')) return [];
  return [[...parts.slice(0, 4), address, ...parts.slice(5)].join(' ')];
}
