import type { Language } from '../../../domain/language.ts';
import { median } from '../../bench/figures.ts';
import type { EvaluatedCall } from './suite.ts';

/** Promised shares of successful calls, per language; one wrong booking breaks every promise. */
const THRESHOLDS = { clean: 0.95, noisy: 0.85 } as const;

/** Figures of a number of calls. Shares are 0..1, null without such calls. */
export interface Figures {
  calls: number;
  taskSuccessClean: number | null;
  taskSuccessNoisy: number | null;
  wrongBookings: number;
  turnsP50: number;
  /** questions asked again, per call */
  repairs: number;
  /** calls put through to a person */
  transfers: number;
  costUsd: number;
}
export type Report = Figures & { perLanguage: Partial<Record<Language, Figures>> };

/** The figures of all calls and of each language. */
export function reportOf(calls: readonly EvaluatedCall[]): Report {
  const languages = [...new Set(calls.map(({ persona }) => persona.language))];
  const perLanguage = Object.fromEntries(
    languages.map((language) => [
      language,
      figuresOf(calls.filter(({ persona }) => persona.language === language)),
    ]),
  );
  return { ...figuresOf(calls), perLanguage };
}

function figuresOf(calls: readonly EvaluatedCall[]): Figures {
  const share = (noisy: boolean): number | null => {
    const those = calls.filter((call) => call.noisy === noisy);
    return those.length === 0 ? null : those.filter(({ verdict }) => verdict.success).length / those.length;
  };
  const sum = (of: (call: EvaluatedCall) => number): number =>
    calls.reduce((total, call) => total + of(call), 0);
  return {
    calls: calls.length,
    taskSuccessClean: share(false),
    taskSuccessNoisy: share(true),
    wrongBookings: sum(({ verdict }) => Number(verdict.wrongBooking)),
    turnsP50: median(calls.map(({ conversation }) => conversation.turns)),
    repairs: calls.length === 0 ? 0 : sum(({ conversation }) => conversation.repairs) / calls.length,
    transfers: sum(({ conversation }) => Number(conversation.end.action === 'transfer')),
    costUsd: sum(({ conversation }) => conversation.end.costMicroUsd) / 1e6,
  };
}

/** What is not as promised, in words; empty when everything is. */
export function missed({ wrongBookings, perLanguage }: Report): string[] {
  const shares = Object.entries(perLanguage).flatMap(([language, figures]) =>
    (['clean', 'noisy'] as const).flatMap((kind) => {
      const share = kind === 'clean' ? figures.taskSuccessClean : figures.taskSuccessNoisy;
      return share === null || share >= THRESHOLDS[kind]
        ? []
        : [
            `${language} ${kind}: ${percent(share)} of the calls succeeded, ${percent(THRESHOLDS[kind])} are promised`,
          ];
    }),
  );
  return wrongBookings === 0 ? shares : [`${wrongBookings} wrong booking(s), none is promised`, ...shares];
}

/** Faults with how often they occurred, the most frequent first. */
export function faultCounts(calls: readonly EvaluatedCall[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const fault of calls.flatMap(({ verdict }) => verdict.faults))
    counts.set(fault, (counts.get(fault) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

/** A table for people. */
export function reportLines(report: Report): string[] {
  const row = (name: string, figures: Figures): string =>
    [
      name.padEnd(8),
      `${figures.calls}`.padStart(6),
      percent(figures.taskSuccessClean).padStart(8),
      percent(figures.taskSuccessNoisy).padStart(8),
      `${figures.wrongBookings}`.padStart(7),
      `${figures.turnsP50}`.padStart(7),
      figures.repairs.toFixed(2).padStart(9),
      `${figures.transfers}`.padStart(10),
      figures.costUsd.toFixed(4).padStart(9),
    ].join('');
  return [
    '          calls   clean   noisy  wrong  turns  repairs  transfers      USD',
    ...Object.entries(report.perLanguage).map(([language, figures]) => row(language, figures)),
    row('all', report),
  ];
}

const percent = (share: number | null): string => (share === null ? '-' : `${(share * 100).toFixed(1)} %`);
