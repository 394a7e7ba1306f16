import type { Language } from '../domain/language.ts';

/**
 * Frames of the speech worker's WebSocket `/v1/listen` (Deepgram's shape; ours under `x`). Binary client → server:
 * audio of the query's encoding and sample rate, any size. Times are seconds from the first sample of the stream.
 * Query: encoding=linear16|mulaw|alaw, sample_rate, language, interim_results, endpointing=false|ms, vad_events=true,
 * x_events=true, model.
 */
export type ListenCommand =
  | { type: 'KeepAlive' | 'Finalize' | 'CloseStream' }
  /** holds for the next utterance; `hints` in the syntax of domain/dialog/types.ts Expects */
  | { type: 'Configure'; x: { hints: readonly string[]; language: Language; completeWhen?: string } };

export interface ListenWord {
  word: string;
  start: number;
  end: number;
  confidence: number;
}
export type ListenEvent =
  | { type: 'SpeechStarted'; channel: readonly number[]; timestamp: number }
  /** only with x_events=true; `timestamp` = end of the caller's speech */
  | { type: 'SpeechEnded'; timestamp: number; x: { turn_probability: number } }
  | {
      type: 'Results';
      start: number;
      duration: number;
      is_final: boolean;
      speech_final: boolean;
      from_finalize?: boolean;
      channel_index: readonly number[];
      channel: {
        alternatives: readonly { transcript: string; confidence: number; words: readonly ListenWord[] }[];
      };
      metadata: Readonly<Record<string, unknown>>;
      x?: { engine?: string; audio_ms?: number; infer_ms?: number; speech_end?: number };
    }
  | { type: 'UtteranceEnd'; channel: readonly number[]; last_word_end: number }
  | { type: 'Metadata'; request_id: string; duration: number }
  | { type: 'Error'; description: string };

/** `POST /v1/audio/speech` (OpenAI's shape): answers audio as it is made, chunked. */
export interface SpeechRequest {
  model: string;
  input: string;
  voice: string;
  response_format: 'pcm' | 'wav';
  speed?: number;
  /** ours: Hz of the answer, default 24000 as OpenAI's */
  sample_rate?: number;
  /** ours: language of the input where the voice speaks several */
  language?: Language;
}
