import { edgesOf } from './check-states.ts';
import type { Scenario, ScenarioState } from './schema.ts';

/** Mermaid reads quotes, colons and brackets as its own. */
const label = (text: string): string =>
  text
    .replace(/[";:#]/g, ' ')
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .trim();

function kindOf(state: ScenarioState): string {
  if (state.tool !== undefined) return 'tool';
  if (state.action !== undefined) return 'end';
  return state.ask.length > 0 ? 'ask' : 'say';
}

/** The scenario as a Mermaid state diagram: questions, tools and ends are told apart by colour. */
export function drawScenario(scenario: Scenario): string {
  const lines = ['stateDiagram-v2', `  [*] --> ${scenario.start}`];
  for (const [name, state] of Object.entries(scenario.states)) {
    const asks = state.ask.length > 0 ? ` (${state.ask.join(', ')})` : '';
    const tool = state.tool === undefined ? '' : ` (${state.tool.name})`;
    lines.push(`  ${name}: ${label(name + asks + tool)}`);
    for (const { key, edge } of edgesOf(state)) {
      const on = [key === 'next' ? '' : key, edge.when ?? ''].filter((part) => part !== '').join(' · ');
      lines.push(`  ${name} --> ${edge.to}${on === '' ? '' : `: ${label(on)}`}`);
    }
    if (state.action !== undefined) lines.push(`  ${name} --> [*]`);
  }
  lines.push(
    '  classDef ask fill:#e3f2fd,stroke:#1565c0',
    '  classDef tool fill:#fff3e0,stroke:#ef6c00',
    '  classDef end_state fill:#e8f5e9,stroke:#2e7d32',
  );
  for (const [name, state] of Object.entries(scenario.states)) {
    const kind = kindOf(state);
    if (kind !== 'say') lines.push(`  class ${name} ${kind === 'end' ? 'end_state' : kind}`);
  }
  return `${lines.join('\n')}\n`;
}
