import type { CallOpening, EndReason, TurnKind, TurnOutcome } from '../../../contracts/call-messages.ts';
import type { ReplyHead } from '../../../contracts/reply-stream.ts';
import type { Briefing, Expects } from '../../../domain/dialog/types.ts';
import type { EarsEvent } from '../../speech/ears.ts';

/** Everything that turn-taking reacts to. */
export type TurnTakingEvent =
  | EarsEvent
  /** audio can flow; `greeting` null: another edge has greeted already */
  | {
      type: 'leg-opened';
      greeting: string | null;
      expects: Expects;
      noInputMs: number;
      /** whoever moves the call at the switch says what came of it; absent: the call just leaves */
      reportsTransfers?: boolean;
    }
  /** `clean`: the switch ended the call; else the connection was lost */
  | { type: 'leg-closed'; clean: boolean }
  /** a connection with a higher epoch has taken the call over */
  | { type: 'leg-replaced' }
  /** this edge stops; `resumes`: the switch will connect the call elsewhere */
  | { type: 'edge-stopping'; resumes: boolean }
  | { type: 'digit'; digit: string }
  /** a sound such as an s: a word may begin with it, and the recogniser tells only later */
  | { type: 'hiss-started' }
  /** the caller has put us on hold, or is back; what sounds meanwhile is nobody's voice */
  | { type: 'line-held'; held: boolean }
  /** somebody at the switch is on it, and will be for a moment */
  | { type: 'transfer-claimed'; id: string }
  | { type: 'transfer-ended'; id: string; answered: boolean }
  | { type: 'call-opened'; opening: CallOpening }
  | { type: 'call-refused'; why: Refusal }
  | { type: 'reply-head'; turnId: string; attempt: number; head: ReplyHead }
  | { type: 'reply-text'; turnId: string; attempt: number; text: string }
  | { type: 'reply-end'; turnId: string; attempt: number }
  | { type: 'reply-broken'; turnId: string; attempt: number }
  | { type: 'turn-answered'; turnId: string; outcome: TurnOutcome }
  | { type: 'turn-refused'; turnId: string; why: Refusal }
  /** the first audio of a reply's own text has been sent */
  | { type: 'reply-audible'; generation: number }
  | { type: 'playback-drained'; generation: number }
  /** nothing happened but a deadline may be due */
  | { type: 'time-passed' };

/** Why the workflow did not take a message. `ended`: the call is over; `stale`: another edge has it; `failed`: a fault. */
export type Refusal = 'ended' | 'stale' | 'failed';

export interface NewTurn {
  turnId: string;
  kind: TurnKind;
  text: string;
  confidence: number | null;
  supersedes: string | null;
  /** words of the superseded turn's reply that are being spoken all the same */
  spoken: string | null;
  /** the reply that the caller heard before this turn */
  heardTurnId: string | null;
  /** what `text` hides, for whoever may have it; never sent with the turn */
  secret?: { slot: string; digits: string };
}

export type Phrase = 'filler' | 'hold' | 'goodbye' | 'transfer';

/** Everything that turn-taking wants done. Playback commands of an older generation change nothing. */
export type Command =
  | { type: 'open-call' }
  | { type: 'speak'; generation: number; turnId: string; text: string }
  | { type: 'speak-phrase'; generation: number; phrase: Phrase; number: number }
  /** no more text for now: `playback-drained` follows */
  | { type: 'finish-speaking'; generation: number }
  | { type: 'pause-speaking' }
  | { type: 'resume-speaking' }
  | { type: 'stop-speaking' }
  | { type: 'configure-ears'; expects: Expects }
  | { type: 'finalize'; utterance: number }
  | { type: 'submit-turn'; turn: NewTurn }
  /** the reply will not be heard: stop the model */
  | { type: 'abort-reply'; turnId: string }
  | { type: 'hang-up' }
  /** target '': the scenario's operator. May come again with the same id: it is one transfer */
  | { type: 'transfer'; target: string; id: string; warm?: Briefing }
  | { type: 'close-leg' }
  | { type: 'end-call'; reason: EndReason | null; heardTurnId: string | null };
