import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { type LanguageModelUsage, streamText } from 'ai';
import { plainText } from '../../platform/plain-text.ts';
import type { ChatPrompt, LanguageModel, ModelOptions, TokenCount } from './language-model.ts';

/** A spoken reply has one to three sentences; a model that rambles is cut here. */
const MAX_OUTPUT_TOKENS = 300;
/** English has about four characters a token, Ukrainian fewer: an estimate, for providers that break off before they count */
const CHARACTERS_PER_TOKEN = 4;

/**
 * Words from any server that speaks OpenAI's chat completions with streaming (vLLM, llama.cpp, hosted ones). It tries
 * once: Temporal retries, with what was spoken already in the prompt.
 */
export function openAICompatibleModel(options: ModelOptions): LanguageModel {
  const {
    baseUrl,
    apiKey,
    firstWordTimeoutMs = 2_500,
    silenceTimeoutMs = 2_500,
    totalTimeoutMs = 15_000,
  } = options;
  const provider = createOpenAICompatible({
    name: 'openai-compatible',
    baseURL: baseUrl,
    includeUsage: true,
    ...(apiKey === undefined ? {} : { apiKey }),
  });
  return {
    provider: 'openai-compatible',
    words(model: string, { instructions, messages }: ChatPrompt, signal: AbortSignal) {
      const promptCharacters =
        instructions.length + messages.reduce((sum, { content }) => sum + content.length, 0);
      let answeredCharacters = 0;
      let asked = false;
      let counted: TokenCount | undefined;
      async function* text() {
        asked = true;
        // the library's own limits start only when the provider has answered, a caller's patience starts now
        const limit = new AbortController();
        let waitedFor = 'the first word';
        const giveUp = () => limit.abort();
        const total = setTimeout(giveUp, totalTimeoutMs);
        let silence = setTimeout(giveUp, firstWordTimeoutMs);
        try {
          const { stream } = streamText({
            model: provider.chatModel(model),
            instructions,
            messages: [...messages],
            maxRetries: 0,
            maxOutputTokens: MAX_OUTPUT_TOKENS,
            abortSignal: AbortSignal.any([signal, limit.signal]),
            onError: () => undefined, // the stream's error part below throws it
          });
          for await (const part of stream) {
            if (part.type === 'text-delta' && part.text !== '') {
              answeredCharacters += part.text.length;
              clearTimeout(silence);
              silence = setTimeout(giveUp, silenceTimeoutMs);
              waitedFor = 'the next word';
              yield plainText(part.text);
            }
            if (part.type === 'error') throw part.error;
            if (part.type === 'finish') counted = countOf(part.totalUsage) ?? counted;
          }
        } finally {
          clearTimeout(total);
          clearTimeout(silence);
        }
        if (signal.aborted) return;
        if (limit.signal.aborted)
          throw new Error(`model ${model} at ${baseUrl} took too long for ${waitedFor}`);
        if (answeredCharacters === 0) throw new Error(`model ${model} at ${baseUrl} answered without a word`);
      }
      return {
        text: text(),
        usage: (): TokenCount => {
          if (counted !== undefined) return counted;
          const outputTokens = Math.ceil(answeredCharacters / CHARACTERS_PER_TOKEN);
          const inputTokens = asked ? Math.ceil(promptCharacters / CHARACTERS_PER_TOKEN) : 0;
          return { inputTokens, outputTokens, cachedInputTokens: 0 };
        },
      };
    },
  };
}

/** Null when the provider did not count. */
function countOf(usage: LanguageModelUsage): TokenCount | null {
  const { inputTokens, outputTokens, inputTokenDetails } = usage;
  if (inputTokens === undefined || outputTokens === undefined) return null;
  return { inputTokens, outputTokens, cachedInputTokens: inputTokenDetails.cacheReadTokens ?? 0 };
}
