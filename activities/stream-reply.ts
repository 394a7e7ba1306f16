import type { ReplyActivities, StreamReplyInput, StreamReplyResult } from '../contracts/activities.ts';
import type { ReplyHead, ReplyVerdict } from '../contracts/reply-stream.ts';
import type { UsageEvent } from '../domain/money/usage.ts';
import { type ReplyPrompt, replyPrompt } from './reply-prompt.ts';
import { restOfText } from './rest-of-text.ts';

/** A model that words replies. */
export interface ReplyModel {
  provider: string;
  /** Yields words as they come. Throws when the model fails or keeps silent for too long. */
  words(model: string, prompt: ReplyPrompt, signal: AbortSignal): ModelWords;
}
export interface ModelWords {
  text: AsyncIterable<string>;
  /** tokens used so far, also after a failure; estimated where the provider did not say */
  usage(): { inputTokens: number; outputTokens: number; cachedInputTokens: number };
}

/** The way to the edge that has the call. */
export interface ReplyChannel {
  open(to: { url: string; callId: string; epoch: number; turnId: string; attempt: number }): ReplyStream;
}
export interface ReplyStream {
  head(head: ReplyHead): void;
  /** waits while the edge does not read */
  text(text: string): Promise<void>;
  /** sends the end and waits for the edge's verdict; rejects when the edge is gone */
  end(): Promise<ReplyVerdict>;
  /** the edge's early answer: the words are not wanted any more; rejects when the edge is gone */
  early: Promise<ReplyVerdict>;
  abort(): void;
}

/** What an attempt leaves for the next one, should it die. */
export interface AttemptNotes {
  spoken: string;
  usage: readonly UsageEvent[];
}
/** The attempt as Temporal sees it. */
export interface ReplyAttempt {
  number: number;
  notesOfLast(): AttemptNotes | null;
  beat(notes: AttemptNotes): void;
  cancelled: AbortSignal;
  /** a failure that carries what was used, for Temporal to retry */
  failure(message: string, notes: AttemptNotes, cause: unknown): Error;
}

export interface StreamReplyPorts {
  model: ReplyModel;
  channel: ReplyChannel;
  attempt(): ReplyAttempt;
  /** what was used by an attempt whose result nobody waits for any more */
  onLostUsage(callId: string, usage: readonly UsageEvent[]): void;
}

/** A dead worker must be seen within the heartbeat timeout even while the model is silent. */
const BEAT_EVERY_MS = 300;

/** Lets the model word a reply and hands the words to the edge as they come; without an edge they are the result. */
export const createStreamReplyActivities = (ports: StreamReplyPorts): ReplyActivities => ({
  async streamReply(input): Promise<StreamReplyResult> {
    const attempt = ports.attempt();
    const earlier = attempt.notesOfLast();
    const stream =
      input.edge === null
        ? null
        : ports.channel.open({ ...input, url: input.edge.url, attempt: attempt.number });
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, attempt.cancelled]);
    let verdict: ReplyVerdict | undefined;
    let edgeGone: unknown;
    stream?.early.then(
      (answer) => {
        verdict = answer;
        stop.abort();
      },
      (error: unknown) => {
        edgeGone = error;
        stop.abort();
      },
    );

    const before = earlier?.spoken || input.spoken;
    let spoken = before;
    const prompt = replyPrompt(input, before);
    const words = ports.model.words(input.model, prompt, signal);
    const notes = (): AttemptNotes => ({
      spoken,
      usage: [
        ...(earlier?.usage ?? []),
        ...usageEvents(input, attempt.number, ports.model.provider, words.usage()),
      ],
    });
    const result = (status: StreamReplyResult['status']): StreamReplyResult => ({
      text: spoken,
      status,
      usage: notes().usage,
    });
    const say = async (text: string) => {
      if (text === '') return;
      spoken += text;
      await stream?.text(text);
      attempt.beat(notes());
    };
    const beating = setInterval(() => attempt.beat(notes()), BEAT_EVERY_MS);
    try {
      stream?.head(headOf(input));
      let silent = true;
      try {
        for await (const text of words.text) {
          if (signal.aborted) break;
          silent = false;
          await say(text);
        }
      } catch (error) {
        if (!signal.aborted) {
          // mid-sentence: the next attempt goes on behind it. Before the first word, or twice: the scenario's own text
          if (!silent && attempt.number === 1) throw error;
          await say(restOfText(input.reply.text, spoken));
        }
      }
      if (verdict !== undefined) return result(verdict.status);
      if (edgeGone !== undefined) throw edgeGone;
      attempt.cancelled.throwIfAborted();
      if (stream === null) return result('complete');
      return result((await stream.end()).status);
    } catch (error) {
      if (attempt.cancelled.aborted) ports.onLostUsage(input.callId, notes().usage);
      if (attempt.cancelled.aborted) throw attempt.cancelled.reason;
      throw attempt.failure(
        error instanceof Error ? error.message : 'the reply stream broke',
        notes(),
        error,
      );
    } finally {
      clearInterval(beating);
      stop.abort();
      stream?.abort();
    }
  },
});

const headOf = ({ reply, state, language }: StreamReplyInput): ReplyHead => ({
  seq: 0,
  expects: reply.expects,
  action: reply.action,
  state,
  language,
  interruptible: reply.interruptible,
});

function usageEvents(
  { turnId, model }: StreamReplyInput,
  attempt: number,
  provider: string,
  used: ReturnType<ModelWords['usage']>,
): UsageEvent[] {
  const common = { turnId, attempt, component: 'llm' as const, provider, model };
  const event = (
    unit: 'input-token' | 'output-token',
    quantity: number,
    cachedQuantity: number,
  ): UsageEvent => ({
    ...common,
    id: `llm-${turnId}-${attempt}-${unit}`,
    unit,
    quantity,
    cachedQuantity,
  });
  return [
    event('input-token', used.inputTokens, used.cachedInputTokens),
    event('output-token', used.outputTokens, 0),
  ].filter(({ quantity }) => quantity > 0);
}
