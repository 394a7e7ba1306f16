import { z } from 'zod';
import { httpUrl } from '../../platform/config.ts';
import type { LanguageModel, ModelOptions } from './language-model.ts';
import { openAICompatibleModel } from './openai-compatible.ts';

/** Every wire that models are asked over. A new one is a file and a line here. */
const PROVIDERS = {
  'openai-compatible': openAICompatibleModel,
} satisfies Record<string, (options: ModelOptions) => LanguageModel>;

const names = Object.keys(PROVIDERS) as (keyof typeof PROVIDERS)[];

/** The part of a process's environment that names its language model; spread into its own config schema. */
export const llmConfig = {
  LLM_BASE_URL: httpUrl
    .optional()
    .describe('server of the model that words the replies; unset: the texts of the scenario'),
  LLM_PROVIDER: z
    .enum(names, `expected ${names.join(' or ')}`)
    .default('openai-compatible')
    .describe('what LLM_BASE_URL speaks'),
  LLM_MODEL: z.string().default('default').describe('model name at LLM_BASE_URL'),
  LLM_API_KEY: z.string().optional().describe('bearer key for LLM_BASE_URL'),
};
const configSchema = z.object(llmConfig);
export type LlmConfig = z.infer<typeof configSchema>;

/** The configured provider's models, null where none is configured. Nothing is asked of it yet. */
export function openModel(
  { LLM_BASE_URL, LLM_PROVIDER, LLM_API_KEY }: LlmConfig,
  limits: Pick<ModelOptions, 'firstWordTimeoutMs' | 'silenceTimeoutMs' | 'totalTimeoutMs'> = {},
): LanguageModel | null {
  if (LLM_BASE_URL === undefined) return null;
  return PROVIDERS[LLM_PROVIDER]({
    ...limits,
    baseUrl: LLM_BASE_URL,
    ...(LLM_API_KEY === undefined ? {} : { apiKey: LLM_API_KEY }),
  });
}
