import { describe, expect, it } from '@jest/globals';
import { EMPTY_QUEUE, type PlayEvent, stepPlayQueue } from './play-queue.ts';

const written = (file: string, atMs = 0): PlayEvent => ({ type: 'file-written', file, atMs });
const stopped = (file: string, atMs = 0): PlayEvent => ({ type: 'playback-stopped', file, atMs });
const cleared = (byModule = false): PlayEvent => ({ type: 'playback-cleared', stopped: byModule });

function run(events: PlayEvent[]): string[] {
  let queue = EMPTY_QUEUE;
  return events.flatMap((event) => {
    const step = stepPlayQueue(queue, event);
    queue = step.queue;
    return step.commands.map((command) => (command.type === 'play' ? `play ${command.file}` : 'stop'));
  });
}

describe('files are played', () => {
  it.each([
    { rule: 'the first at once', events: [written('a')], does: ['play a'] },
    {
      rule: 'the next when it has ended',
      events: [written('a'), written('b'), stopped('a')],
      does: ['play a', 'play b'],
    },
    { rule: 'not before', events: [written('a'), written('b')], does: ['play a'] },
    {
      rule: 'each once, though its end is told twice',
      events: [written('a'), written('b'), stopped('a'), stopped('a')],
      does: ['play a', 'play b'],
    },
    {
      rule: 'but not for the end of somebody else’s',
      events: [written('a'), written('b'), stopped('moh.wav')],
      does: ['play a'],
    },
    {
      rule: 'again after a pause',
      events: [written('a'), stopped('a'), written('b')],
      does: ['play a', 'play b'],
    },
    {
      rule: 'none of them behind a barge-in',
      events: [written('a'), written('b'), cleared(), stopped('a')],
      does: ['play a', 'stop'],
    },
    {
      rule: 'those of the next reply behind it',
      events: [written('a'), cleared(), written('b', 100), stopped('a', 120)],
      does: ['play a', 'stop', 'play b'],
    },
    { rule: 'without a second stop', events: [written('a'), cleared(), cleared()], does: ['play a', 'stop'] },
    {
      rule: 'without a stop where the module has stopped',
      events: [written('a'), cleared(true), stopped('a'), written('b')],
      does: ['play a', 'play b'],
    },
    { rule: 'without a stop where nothing plays', events: [cleared(), written('a')], does: ['play a'] },
    {
      rule: 'also where the end of a stopped one is never told',
      events: [written('a'), cleared(), written('b', 1000)],
      does: ['play a', 'stop', 'play b'],
    },
    {
      rule: 'also where an end was lost with the event socket',
      events: [written('a'), written('b', 9000)],
      does: ['play a', 'play b'],
    },
  ])('$rule', ({ events, does }) => expect(run(events)).toEqual(does));
});
