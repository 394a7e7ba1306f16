import { flushCompileCache } from 'node:module';

// Node writes NODE_COMPILE_CACHE when a process ends by itself, so one that is killed would always start cold.
setTimeout(flushCompileCache, 2_000).unref();
