import { describe, expect, it } from '@jest/globals';
import type { Language } from '../../language.ts';
import { summary, type Table } from './hear.ts';

export * from './hear.ts';

/** One test per row, named by it. */
export function holds(language: Language, table: Table): void {
  for (const [asked, rows] of Object.entries(table))
    describe(`${language}, asked for ${asked}`, () => {
      it.each(rows.map(([said, understood]) => ({ said, understood })))(
        '"$said" → $understood',
        ({ said, understood }) => {
          expect(summary(said, asked, language)).toBe(understood);
        },
      );
    });
}
