import type { EndCall, EndReason, Heard, OpenCall, Turn } from '../../contracts/call-messages.ts';
import type { Language } from '../../domain/language.ts';
import type { ChosenOpening } from '../../domain/opening.ts';
import type { Ears } from '../speech/ears.ts';
import type { MediaTransport } from '../transports/media-transport.ts';
import type { Mouth } from './mouth.ts';
import type { StageWatch } from './stages.ts';
import type { NewTurn } from './turn-taking/events.ts';
import type { UsageCount } from './usage-count.ts';

/** What the messages are made of: who calls, and what the parts of the call have counted. */
export interface MessageParts {
  callId: string;
  epoch: number;
  from: string;
  to: string;
  opening: ChosenOpening;
  edgeUrl: string;
  records: boolean;
  leg: Pick<MediaTransport, 'channel'>;
  mouth: Pick<Mouth, 'heard' | 'forgetBefore'>;
  ears: Pick<Ears, 'takeHeardSeconds' | 'engine'>;
  stages: Pick<StageWatch, 'take'>;
  usage: Pick<UsageCount, 'take'>;
  /** monotonic milliseconds */
  now: () => number;
}

/** The messages of one call to its workflow. Usage and stages are handed out once, with the message that is made next. */
export interface WorkflowMessages {
  openCall(): OpenCall;
  turn(turn: NewTurn, language: Language): Turn;
  /**
   * Takes what was heard and used now, before mouth and ears are closed; the recording is known only later.
   * `reason` null: another edge has the call, there is nothing to end.
   */
  callEnd(
    reason: EndReason | null,
    heardTurnId: string | null,
  ): (recording: EndCall['recording'] | null) => EndCall | null;
}

export function createWorkflowMessages(parts: MessageParts): WorkflowMessages {
  const { callId, epoch, from, to, opening, leg, mouth, ears, stages, usage, now } = parts;

  const heardOf = (turnId: string | null): Heard | undefined => {
    if (turnId === null) return undefined;
    mouth.forgetBefore(turnId);
    return { turnId, ...(mouth.heard(turnId) ?? { text: '', complete: false }) };
  };
  const takeUsage = (turnId: string | null) =>
    usage.take(turnId, { seconds: ears.takeHeardSeconds(), engine: ears.engine }, now());
  const timestamp = () => new Date().toISOString();

  return {
    openCall: () => ({
      ...{ callId, epoch, channel: leg.channel ?? 'phone', from, to, at: timestamp(), opening },
      edge: { url: parts.edgeUrl },
      records: parts.records,
    }),
    turn({ turnId, kind, text, confidence, supersedes, spoken, heardTurnId }, language) {
      const heard =
        spoken !== null && supersedes !== null
          ? { turnId: supersedes, text: spoken, complete: false }
          : heardOf(heardTurnId);
      return {
        ...{ turnId, epoch, kind, text, confidence },
        language: kind === 'speech' ? language : null,
        at: timestamp(),
        ...(heard === undefined ? {} : { heard }),
        ...(supersedes === null ? {} : { supersedes }),
        usage: takeUsage(turnId),
        stages: stages.take(),
      };
    },
    callEnd(reason, heardTurnId) {
      const heard = heardOf(heardTurnId);
      const at = timestamp();
      const used = takeUsage(null);
      const taken = stages.take();
      return (recording) =>
        reason === null
          ? null
          : {
              ...{ reason, at, epoch, usage: used, stages: taken },
              ...(heard === undefined ? {} : { heard }),
              ...(recording === null ? {} : { recording }),
            };
    },
  };
}
