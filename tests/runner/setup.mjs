import { registerHooks } from 'node:module';

// Tests import Jest's functions by name; the package of that name only throws outside of Jest's own runner.
const globals = new URL('jest-globals.mjs', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === '@jest/globals' ? { url: globals, shortCircuit: true } : next(specifier, context),
});
