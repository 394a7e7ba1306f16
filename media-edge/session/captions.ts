import type { Caption } from '../../contracts/web-call.ts';
import type { Piece } from '../playback/piece-queue.ts';
import type { TurnTakingEvent } from './turn-taking/events.ts';

/** What is said on a call, for a leg that can show it. Tells it and decides nothing. */
export interface Captions {
  event(event: TurnTakingEvent): void;
  /** the first audio of a piece has been sent */
  spoken(piece: Piece): void;
  /** the agent was cut short: what of its reply was heard, null where nothing of it was put on */
  cut(heard: (turnId: string) => { text: string; complete: boolean } | null): void;
}

/** `tell` undefined: the leg shows nothing. */
export function createCaptions(tell: ((caption: Caption) => void) | undefined): Captions {
  let utterance = 1;
  let shown = '';
  let bridges = 0;
  let reply = { turnId: '', text: '' };
  if (tell === undefined) return { event: () => undefined, spoken: () => undefined, cut: () => undefined };

  return {
    event(event) {
      if (event.type !== 'interim' && event.type !== 'final') return;
      const final = event.type === 'final';
      // a noise never had words
      if (event.text !== '' || shown !== '')
        tell({ who: 'caller', id: `caller-${utterance}`, text: event.text, final });
      shown = final ? '' : event.text;
      if (final) utterance++;
    },
    spoken({ turnId, text, filler }) {
      if (filler) return tell({ who: 'agent', id: `bridge-${++bridges}`, text, final: true });
      const words = text.trim();
      reply = reply.turnId === turnId ? { turnId, text: `${reply.text} ${words}` } : { turnId, text: words };
      tell({ who: 'agent', id: `agent-${turnId}`, text: reply.text, final: true });
    },
    cut(heardOf) {
      const heard = reply.turnId === '' ? null : heardOf(reply.turnId);
      if (heard === null || heard.complete) return;
      tell({ who: 'agent', id: `agent-${reply.turnId}`, text: `${heard.text.trim()} …`.trim(), final: true });
    },
  };
}
