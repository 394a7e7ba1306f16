import { z } from 'zod';
import type { Json } from './json.ts';

/** Any JSON value, checked. */
export const jsonSchema: z.ZodType<Json> = z.json() as z.ZodType<Json>;
