import type { CallFacts } from '../../domain/dialog/types.ts';
import type { ChosenOpening, Snapshot } from '../../domain/opening.ts';
import {
  fillers,
  fixedPhrases,
  goodbyePhrase,
  greetingText,
  holdPhrase,
  transferPhrase,
} from '../../domain/scenario/phrases.ts';
import type { CallPhrases } from '../session/call-parts.ts';
import type { Phrase } from '../speech/speak-ahead.ts';

/** The words of a call's scenario that need no workflow. */
export function callPhrases(
  snapshot: Snapshot,
  opening: ChosenOpening,
  facts: CallFacts,
): CallPhrases | null {
  const scenario = snapshot.scenarios[opening.scenarioHash];
  if (scenario === undefined) return null;
  return {
    greeting: (language) => greetingText(scenario, language, facts),
    operator: scenario.operator,
    phrase(phrase, language, number) {
      switch (phrase) {
        case 'filler': {
          const words = fillers(scenario, language);
          return words[number % Math.max(1, words.length)] ?? '';
        }
        case 'hold':
          return holdPhrase(scenario, language);
        case 'goodbye':
          return goodbyePhrase(scenario, language);
        case 'transfer':
          return transferPhrase(scenario, language);
      }
    },
  };
}

/** Everything that published scenarios say without a caller's values: the languages that routes use come first. */
export function phrasesToSpeakAhead(snapshot: Snapshot): Phrase[] {
  const routed = new Set(snapshot.routes.map(({ language }) => language));
  const published = [...new Set(Object.values(snapshot.published))];
  const all = published.flatMap((hash) => {
    const scenario = snapshot.scenarios[hash];
    return (scenario?.languages ?? []).map((language) => ({ scenario, language }));
  });
  all.sort((a, b) => Number(routed.has(b.language)) - Number(routed.has(a.language)));
  return all.flatMap(({ scenario, language }) =>
    scenario === undefined ? [] : fixedPhrases(scenario, language).map((text) => ({ text, language })),
  );
}
