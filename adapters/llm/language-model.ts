/** What the model is asked: rules, then the conversation. */
export interface ChatPrompt {
  instructions: string;
  messages: readonly { role: 'user' | 'assistant'; content: string }[];
}

/** Tokens of one attempt; `cachedInputTokens` is the part of the input that the provider had cached. */
export interface TokenCount {
  inputTokens: number;
  outputTokens: number;
  cachedInputTokens: number;
}

/** Where the models of a provider are and how long they may take. */
export interface ModelOptions {
  /** up to and including the version, e.g. http://127.0.0.1:8000/v1 */
  baseUrl: string;
  apiKey?: string;
  /** a caller waits: no first word within this and the scenario's own text is spoken */
  firstWordTimeoutMs?: number;
  /** between two words */
  silenceTimeoutMs?: number;
  totalTimeoutMs?: number;
}

/** Models of one provider. */
export interface LanguageModel {
  /** its name in the table of providers, and in the accounts of what was used */
  provider: string;
  /**
   * Asks `model` once, without retries; `text` throws when the model fails, keeps silent for too long or says nothing,
   * and ends at an abort. `usage` is what was used so far, estimated where the provider did not count.
   */
  words(
    model: string,
    prompt: ChatPrompt,
    signal: AbortSignal,
  ): { text: AsyncIterable<string>; usage(): TokenCount };
}
