import { startFakeModelServer } from '../../../adapters/llm/testing/fake-model-server.ts';

// A model whose first word takes 50 ms, in a process of its own.
const model = await startFakeModelServer();
model.behave({ kind: 'answer', firstAfterMs: 50, words: ['Certainly. ', 'Shall I ', 'go on?'], gapMs: 10 });
process.send?.(model.url);
process.on('disconnect', () => process.exit(0));
