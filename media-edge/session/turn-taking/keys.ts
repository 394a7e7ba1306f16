import { dropUtterance } from './barge-in.ts';
import { cutSpeaking } from './playback.ts';
import { clearDeadlines, type Draft, isTalking, setDeadline } from './state.ts';
import { KEY_PAUSE_MS } from './timing.ts';
import { submit } from './turns.ts';

/** A pressed key: always meant, so the agent stops; `#`, the wanted count or a pause ends the input. */
export function keyPressed(draft: Draft, digit: string) {
  const { state } = draft;
  const { caller } = state;
  if (!isTalking(draft) || isParting(draft)) return;
  if (state.agent.interruptible) cutSpeaking(draft);
  if (caller.open && !caller.ignored) dropUtterance(draft);
  clearDeadlines(draft, 'no-input');
  if (digit !== '#') caller.keys += digit;
  if (caller.keys.length >= (state.expects?.keys?.count ?? 20) || (digit === '#' && caller.keys !== ''))
    return keysComplete(draft);
  setDeadline(draft, 'keys', KEY_PAUSE_MS);
}

/** The last words before a hang-up or a transfer that nothing can stop: no turn would be answered any more. */
const isParting = ({ state: { agent } }: Draft): boolean =>
  !agent.interruptible && agent.after.type !== 'none' && agent.status !== 'silent';

export function keysComplete(draft: Draft) {
  const { caller } = draft.state;
  const digits = caller.keys;
  caller.keys = '';
  clearDeadlines(draft, 'keys');
  if (digits !== '') submit(draft, { kind: 'dtmf', text: digits, confidence: null });
}
