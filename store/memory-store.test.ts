import { storeRules } from '../tests/store/store-rules.ts';
import { createMemoryStore } from './memory-store.ts';

const store = createMemoryStore({ shops: ['parts', 'other'], today: '2026-11-23' });
storeRules('a store in memory', async () => store);
