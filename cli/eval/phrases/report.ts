import type { Language } from '../../../domain/language.ts';
import { callers, keptApart } from '../../../domain/slots/phrase-tables/callers/index.ts';
import { hear } from '../../../domain/slots/phrase-tables/hear.ts';
import { judge, type Score, type Spoken, scoreOf } from '../../../domain/slots/phrase-tables/spoken.ts';

/** How callers' phrases of one language and family are understood; the family `all` sums them up. */
export interface PhraseScore {
  language: Language;
  /** the question that they answer; those kept apart are summed up only */
  family: string;
  wordings: 'tuned' | 'kept apart';
  score: Score;
}

const scored = (rows: readonly Spoken[], language: Language): Score =>
  scoreOf(rows.map((one) => judge(one, hear(one.said, one.asked, language))));

/** Scores of the tables in domain/slots/phrase-tables, each language's families first, then both sums. */
export function phraseScores(languages: readonly Language[]): PhraseScore[] {
  return languages.flatMap((language): PhraseScore[] => {
    const rows = callers[language];
    const families = [...new Set(rows.map(({ asked }) => asked))];
    return [
      ...families.map(
        (family): PhraseScore => ({
          language,
          family,
          wordings: 'tuned',
          score: scored(
            rows.filter(({ asked }) => asked === family),
            language,
          ),
        }),
      ),
      { language, family: 'all', wordings: 'tuned', score: scored(rows, language) },
      { language, family: 'all', wordings: 'kept apart', score: scored(keptApart[language], language) },
    ];
  });
}

/** The scores as a table. */
export function phraseLines(scores: readonly PhraseScore[]): string[] {
  const line = (language: string, family: string, numbers: readonly string[]): string =>
    `${language.padEnd(4)}${family.padEnd(12)}${numbers.map((cell) => cell.padStart(9)).join('')}`;
  return [
    line('', 'asked', ['phrases', 'right', 'not sure', 'wrong']),
    ...scores.map(({ language, family, wordings, score }) => {
      const count = score.right + score['not sure'] + score.wrong;
      const name = wordings === 'tuned' ? family : wordings;
      return line(language, name, [`${count}`, `${score.right}`, `${score['not sure']}`, `${score.wrong}`]);
    }),
  ];
}
