import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { loadConfig } from '../../platform/config.ts';
import { llmConfig, openModel } from './index.ts';

const read = (env: Record<string, string>) => loadConfig(z.object(llmConfig), env);

describe('the configured language model', () => {
  it('is none without a server', () => expect(openModel(read({}))).toBeNull());

  it('is of the named provider, which each line of the table names itself as', () => {
    for (const name of llmConfig.LLM_PROVIDER.unwrap().options) {
      const model = openModel(read({ LLM_BASE_URL: 'http://127.0.0.1:8000/v1', LLM_PROVIDER: name }));
      expect(model?.provider).toBe(name);
    }
  });

  it('a provider that is not in the table is refused with those that are', () => {
    expect(() => read({ LLM_PROVIDER: 'parrot' })).toThrow(
      'LLM_PROVIDER: expected openai-compatible (is "parrot")',
    );
  });
});
