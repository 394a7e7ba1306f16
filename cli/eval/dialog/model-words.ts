import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { replyPrompt } from '../../../activities/reply-prompt.ts';
import { llmConfig, openModel } from '../../../adapters/llm/index.ts';
import type { Reply } from '../../../domain/dialog/types.ts';
import type { Language } from '../../../domain/language.ts';
import type { UsageEvent } from '../../../domain/money/usage.ts';
import { loadConfig } from '../../../platform/config.ts';

/** Words a reply as the call's model would; the scenario's text where the model fails. */
export type WordReply = (input: {
  reply: Reply;
  language: Language;
  history: readonly { caller: string; agent: string }[];
  caller: string;
  turnId: string;
}) => Promise<{ text: string; usage: readonly UsageEvent[] }>;

const TIMEOUT_MS = 20_000;

/** The model of LLM_BASE_URL and LLM_MODEL, null where none is configured. */
export function modelOf(env: NodeJS.ProcessEnv): { name: string; wordReply: WordReply } | null {
  const config = loadConfig(z.object(llmConfig), env);
  const model = config.LLM_MODEL;
  const llm = openModel(config, { firstWordTimeoutMs: TIMEOUT_MS, totalTimeoutMs: TIMEOUT_MS });
  if (llm === null) return null;
  const wordReply: WordReply = async ({ reply, language, history, caller, turnId }) => {
    const prompt = replyPrompt({ reply, language, history: [...history], caller }, '');
    const answer = llm.words(model, prompt, AbortSignal.timeout(TIMEOUT_MS));
    let text = '';
    try {
      for await (const part of answer.text) text += part;
    } catch {
      text = ''; // a call goes on with the scenario's own words
    }
    return {
      text: text.trim() === '' ? reply.text : text,
      usage: tokensUsed(answer.usage(), { turnId, provider: llm.provider, model }),
    };
  };
  return { name: model, wordReply };
}

function tokensUsed(
  {
    inputTokens,
    outputTokens,
    cachedInputTokens,
  }: { inputTokens: number; outputTokens: number; cachedInputTokens: number },
  { turnId, provider, model }: { turnId: string; provider: string; model: string },
): UsageEvent[] {
  const common = { turnId, attempt: 1, component: 'llm' as const, provider, model };
  return [
    {
      ...common,
      id: randomUUID(),
      unit: 'input-token',
      quantity: inputTokens,
      cachedQuantity: cachedInputTokens,
    },
    { ...common, id: randomUUID(), unit: 'output-token', quantity: outputTokens, cachedQuantity: 0 },
  ];
}
