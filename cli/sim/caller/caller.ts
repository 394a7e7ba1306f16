import { FRAME_SAMPLES, type Party } from '../channel.ts';
import type { Action, Conversation } from './conversation.ts';
import type { Ear } from './ear.ts';
import { createListener, type Piece } from './listener.ts';
import { createScript } from './next-action.ts';

/** What happened on the caller's side; times are ms from the answer of the call, by frames. */
export type CallerEvent =
  | { type: 'agent-spoke'; startMs: number; endMs: number; asked: string | null }
  /** begins to speak; `said` follows when the line is over */
  | { type: 'says'; text: string; startMs: number }
  | { type: 'said'; text: string; startMs: number; endMs: number; answers: string | null; barge: boolean }
  | { type: 'mumbled'; startMs: number; endMs: number }
  | { type: 'kept-silent'; startMs: number; endMs: number }
  | { type: 'pressed'; keys: string; startMs: number }
  | { type: 'transferred'; target: string; atMs: number }
  | { type: 'hung-up'; by: 'caller' | 'switch'; cause: string; atMs: number; gaveUp: boolean };

export interface CallerOptions {
  conversation: Pick<Conversation, 'answers' | 'steps' | 'checks' | 'lost'>;
  ear: Ear;
  /** rendered lines at 8 kHz; the caller never waits for a synthesiser */
  lines: ReadonlyMap<string, Int16Array>;
  mumbling(ms: number): Int16Array;
  press(key: string): void;
  hangUp(): void;
  onEvent(event: CallerEvent): void;
  /** each 20 ms: what was said and what was heard */
  record(said: Int16Array, heard: Int16Array): void;
  maxMs?: number;
}

/** Silence after which the agent has finished, ms: with the question understood, in a plain order, at a loss. */
const AFTER_QUESTION_MS = 600;
const IN_ORDER_MS = 800;
const AT_A_LOSS_MS = 2_400;
/** each time the agent went on after all, wait longer the next time */
const PATIENCE_STEP_MS = 200;
const PATIENCE_LIMIT_MS = 1_400;
/** the agent began this soon after the caller: it had only drawn breath */
const COLLISION_MS = 400;
/** nobody speaks: say something, in the end hang up */
const DEAD_LINE_MS = 15_000;
/** between two keys: people are not faster */
const KEY_EVERY_MS = 300;
const AFTER_TRANSFER_MS = 1_500;
const MAX_CALL_MS = 10 * 60_000;
const SILENCE = new Int16Array(FRAME_SAMPLES);

type Doing =
  | { type: 'listening' }
  | {
      type: 'speaking';
      samples: Int16Array;
      at: number;
      startMs: number;
      barge: boolean;
      collided: boolean;
      finished(endMs: number): void;
    }
  | { type: 'waiting'; untilMs: number; finished(): void }
  | { type: 'pressing'; keys: string[]; nextMs: number }
  | { type: 'gone' };

/** A person on the telephone. It knows what it hears and its own conversation, nothing of the agent. */
export function createCaller(options: CallerOptions): Party {
  const { ear, onEvent } = options;
  const script = createScript(options.conversation);
  const listener = createListener();
  let doing: Doing = { type: 'listening' };
  let said: Int16Array = SILENCE;
  let extraPatienceMs = 0;
  let interrupting: { afterMs: number; say: string } | null = null;
  /** the agent's turn: everything since the caller's last act */
  let turn = { startMs: -1, endMs: -1 };
  let quietSinceMs = 0;

  const beginTurn = () => {
    turn = { startMs: -1, endMs: -1 };
    ear.forget();
  };

  const asked = () => ear.asked()?.phrase ?? null;

  const noteAgent = () => {
    if (turn.startMs < 0) return;
    onEvent({ type: 'agent-spoke', startMs: turn.startMs, endMs: turn.endMs, asked: asked() });
  };

  const listen = () => {
    doing = { type: 'listening' };
    quietSinceMs = listener.nowMs();
  };

  const say = (text: string, answers: string | null, barge: boolean) => {
    const startMs = listener.nowMs();
    onEvent({ type: 'says', text, startMs });
    doing = {
      type: 'speaking',
      samples: options.lines.get(text) ?? SILENCE,
      at: 0,
      startMs,
      barge,
      collided: false,
      finished: (endMs) => onEvent({ type: 'said', text, startMs, endMs, answers, barge }),
    };
  };

  const act = (action: Action, answers: string | null) => {
    const startMs = listener.nowMs();
    interrupting = action.interrupt ?? null;
    if (action.say !== undefined) return say(action.say, answers, false);
    if (action.keys !== undefined) {
      onEvent({ type: 'pressed', keys: action.keys, startMs });
      doing = { type: 'pressing', keys: [...action.keys], nextMs: startMs };
    } else if (action.silence) {
      const untilMs = startMs + action.silence.ms;
      const finished = () => onEvent({ type: 'kept-silent', startMs, endMs: listener.nowMs() });
      doing = { type: 'waiting', untilMs, finished };
    } else if (action.mumble) {
      const finished = (endMs: number) => onEvent({ type: 'mumbled', startMs, endMs });
      const samples = options.mumbling(action.mumble.ms);
      doing = { type: 'speaking', samples, at: 0, startMs, barge: false, collided: false, finished };
    } else if (action['hang-up']) leave(false);
  };

  const leave = (gaveUp: boolean) => {
    if (doing.type === 'gone') return;
    doing = { type: 'gone' };
    onEvent({ type: 'hung-up', by: 'caller', cause: 'NORMAL_CLEARING', atMs: listener.nowMs(), gaveUp });
    options.hangUp();
  };

  const takeTurn = () => {
    noteAgent();
    const next = script.next(asked(), ear.heard());
    beginTurn();
    if (next === null) leave(true);
    else act(next.action, next.answers);
  };

  /** Whether it is the caller's turn, by what it hears. */
  const myTurn = (): boolean => {
    const silentMs = Math.min(listener.silentMs(), listener.nowMs() - quietSinceMs);
    if (turn.startMs < 0) return listener.nowMs() - quietSinceMs > DEAD_LINE_MS;
    if (asked() !== null) return silentMs >= AFTER_QUESTION_MS + extraPatienceMs;
    return silentMs >= (script.planned() ? IN_ORDER_MS + extraPatienceMs : AT_A_LOSS_MS);
  };

  const hearPiece = (piece: Piece) => {
    if (turn.startMs < 0) turn.startMs = piece.startMs;
    turn.endMs = piece.endMs;
  };

  /** The agent went on just when the caller had begun: it had only drawn breath, so wait longer from now on. */
  const learnPatience = () => {
    if (doing.type !== 'speaking' || doing.barge || doing.collided || listener.speakingMs() === 0) return;
    const sinceStartMs = listener.nowMs() - listener.speakingMs() - doing.startMs;
    if (sinceStartMs < 0 || sinceStartMs > COLLISION_MS) return;
    doing.collided = true;
    extraPatienceMs = Math.min(PATIENCE_LIMIT_MS, extraPatienceMs + PATIENCE_STEP_MS);
  };

  const proceed = () => {
    const nowMs = listener.nowMs();
    learnPatience();
    if (nowMs > (options.maxMs ?? MAX_CALL_MS)) return leave(true);
    switch (doing.type) {
      case 'listening':
        if (interrupting && listener.speakingMs() >= interrupting.afterMs) {
          const { say: line } = interrupting;
          interrupting = null;
          turn.endMs = nowMs;
          if (turn.startMs < 0) turn.startMs = nowMs - listener.speakingMs();
          noteAgent();
          beginTurn();
          return say(line, null, true);
        }
        // what was to be interrupted was too short: the line is said all the same
        return myTurn() ? (interrupting ? sayLate() : takeTurn()) : undefined;
      case 'waiting':
        if (nowMs >= doing.untilMs) {
          doing.finished();
          listen();
        }
        return;
      case 'pressing': {
        if (nowMs < doing.nextMs) return;
        const key = doing.keys.shift();
        if (key === undefined) return listen();
        options.press(key);
        doing.nextMs = nowMs + KEY_EVERY_MS;
      }
    }
  };

  const sayLate = () => {
    const line = interrupting?.say ?? '';
    interrupting = null;
    noteAgent();
    beginTurn();
    say(line, null, false);
  };

  return {
    speak() {
      said = SILENCE;
      if (doing.type !== 'speaking') return null;
      const { samples, at } = doing;
      const frame = new Int16Array(FRAME_SAMPLES);
      frame.set(samples.subarray(at, at + FRAME_SAMPLES));
      said = frame;
      doing.at += FRAME_SAMPLES;
      if (doing.at >= samples.length) {
        doing.finished(listener.nowMs());
        // what the agent said under the caller's own words is over, unless it is still speaking
        if (listener.speakingMs() === 0) beginTurn();
        listen();
      }
      return frame;
    },
    hear(frame) {
      if (doing.type === 'gone') return;
      options.record(said, frame);
      ear.hear(frame);
      const piece = listener.hear(frame);
      if (piece) hearPiece(piece);
      proceed();
    },
    transferred(target) {
      onEvent({ type: 'transferred', target, atMs: listener.nowMs() });
      doing = {
        type: 'waiting',
        untilMs: listener.nowMs() + AFTER_TRANSFER_MS,
        finished: () => leave(false),
      };
    },
    hungUp(cause) {
      if (doing.type === 'gone') return;
      noteAgent();
      doing = { type: 'gone' };
      onEvent({ type: 'hung-up', by: 'switch', cause, atMs: listener.nowMs(), gaveUp: false });
    },
  };
}
