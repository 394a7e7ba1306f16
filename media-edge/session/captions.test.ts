import { describe, expect, it } from '@jest/globals';
import type { Caption } from '../../contracts/web-call.ts';
import { type Captions, createCaptions } from './captions.ts';

const piece = (turnId: string, text: string, filler = false) => ({
  ...{ turnId, text, filler },
  language: 'en' as const,
});
const interim = (text: string) => ({ type: 'interim' as const, text, confidence: 0.5 });
const final = (text: string) => ({ type: 'final' as const, utterance: 1, text, confidence: 0.9 });

/** What somebody who reads along sees at the end: one line per id, words that may change in brackets. */
function shown(play: (captions: Captions) => void): string[] {
  const lines = new Map<string, Caption>();
  play(createCaptions((caption) => lines.set(caption.id, caption)));
  return [...lines.values()]
    .filter(({ text }) => text !== '')
    .map(({ who, text, final: isFinal }) => `${who}: ${isFinal ? text : `(${text})`}`);
}

describe('captions', () => {
  it.each<[what: string, play: (captions: Captions) => void, lines: string[]]>([
    [
      'words of the caller replace each other until they are final',
      (captions) => {
        captions.event(interim('mon'));
        captions.event(interim('monday'));
        captions.event(final('Monday please'));
        captions.event(interim('at'));
      },
      ['caller: Monday please', 'caller: (at)'],
    ],
    [
      'what turns out to be no words is taken back',
      (captions) => {
        captions.event(interim('uh'));
        captions.event(final(''));
        captions.event(final('yes'));
      },
      ['caller: yes'],
    ],
    [
      'pieces of one reply are one line, of two replies two',
      (captions) => {
        captions.spoken(piece('greeting', 'Good morning. '));
        captions.spoken(piece('greeting', 'How can I help?'));
        captions.event(final('a haircut'));
        captions.spoken(piece('t1-1', 'Which day?'));
      },
      ['agent: Good morning. How can I help?', 'caller: a haircut', 'agent: Which day?'],
    ],
    [
      'a filler is a line of its own',
      (captions) => {
        captions.spoken(piece('', 'One moment.', true));
        captions.spoken(piece('', 'Just a moment.', true));
      },
      ['agent: One moment.', 'agent: Just a moment.'],
    ],
    [
      'a reply that was cut ends where the caller stopped hearing it',
      (captions) => {
        captions.spoken(piece('t1-1', 'We have ten, eleven and twelve.'));
        captions.cut(() => ({ text: 'We have ten, ', complete: false }));
      },
      ['agent: We have ten, …'],
    ],
    [
      'a cut changes nothing of what was heard in full, or of what nobody knows',
      (captions) => {
        captions.cut(() => ({ text: 'We', complete: false }));
        captions.spoken(piece('t1-1', 'Which day?'));
        captions.cut(() => ({ text: 'Which day?', complete: true }));
        captions.cut(() => null);
      },
      ['agent: Which day?'],
    ],
  ])('%s', (_what, play, lines) => expect(shown(play)).toEqual(lines));

  it('are made for nobody where the leg shows none', () => {
    const captions = createCaptions(undefined);
    captions.event(final('yes'));
    captions.spoken(piece('t1-1', 'Which day?'));
    captions.cut(() => ({ text: '', complete: false }));
  });
});
