import { describe, expect, it } from '@jest/globals';
import { createRtpSender, type OutgoingPacket } from './rtp-sender.ts';

const silence = Buffer.alloc(160, 0xff);
const speech = Buffer.alloc(160, 1);

function sender(first = { sequence: 65_534, timestamp: 4_294_967_200 }) {
  const sent: OutgoingPacket[] = [];
  const rtp = createRtpSender({
    ...{ frameSamples: 160, sampleRateHz: 8000, silence, first },
    send: (packet) => sent.push(packet),
  });
  /** timestamps in frames since the first packet, silence in brackets, a marker as `!` */
  const story = () =>
    sent
      .map(({ timestamp, marker, payload }) => {
        const at = ((timestamp - first.timestamp) >>> 0) / 160;
        return payload === silence ? `(${at})` : `${at}${marker ? '!' : ''}`;
      })
      .join(' ');
  return { rtp, sent, story };
}

describe('packets of the agent', () => {
  it('follow one another over the end of both counters', () => {
    const { rtp, sent, story } = sender();
    for (let n = 0; n < 4; n++) rtp.frame(speech, false, n * 20);
    expect(sent.map(({ sequence }) => sequence)).toEqual([65_534, 65_535, 0, 1]);
    expect(sent.map(({ timestamp }) => timestamp)).toEqual([4_294_967_200, 64, 224, 384]);
    expect(story()).toBe('0! 1 2 3');
  });

  it('end in silence, and the clock goes on in the pause', () => {
    const { rtp, story } = sender();
    rtp.frame(speech, true, 0);
    rtp.frame(speech, false, 1000);
    rtp.frame(speech, true, 1020);
    expect(story()).toBe('0! (1) (2) (3) 50! 51 (52) (53) (54)');
  });

  it('never go back: words right behind the silence follow it', () => {
    const { rtp, story } = sender();
    rtp.frame(speech, true, 0);
    rtp.frame(speech, false, 20);
    expect(story()).toBe('0! (1) (2) (3) 4!');
  });

  it('are not moved by a frame that leaves late', () => {
    const { rtp, story } = sender();
    rtp.frame(speech, false, 0);
    rtp.frame(speech, false, 55);
    rtp.frame(speech, false, 56);
    expect(story()).toBe('0! 1 2');
  });

  it('that are cut end in silence once', () => {
    const { rtp, story } = sender();
    rtp.cut();
    rtp.frame(speech, false, 0);
    rtp.cut();
    rtp.cut();
    expect(story()).toBe('0! (1) (2) (3)');
  });
});
