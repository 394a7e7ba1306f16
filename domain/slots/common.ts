import { z } from 'zod';

/** What every slot has, whatever its type. */
export const common = {
  /** how the dialog makes sure: not at all, by repeating the value in its next sentence, or by asking */
  confirm: z.enum(['none', 'implicit', 'explicit']).default('none'),
};
