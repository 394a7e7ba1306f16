/** Within the widget's shadow root: nothing of the page's style comes in, nothing of ours gets out. */
export const STYLE = `
:host { all: initial; --accent: #0b6e4f; --danger: #b3261e; --paper: #fff; --ink: #1c2321; --soft: #5b6764; --line: #d9e0de;
  --mine: #e3f2ec; --theirs: #f1f3f4; font: 15px/1.4 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; color: var(--ink);
  display: inline-block; color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
  :host { --paper: #1d2422; --ink: #eef2f0; --soft: #a9b4b0; --line: #37413e; --mine: #20463a; --theirs: #2b3331;
    --accent: #2aa77d; --danger: #e2685f; }
}
:host([data-corner]) { position: fixed; right: 20px; bottom: 20px; z-index: 2147483000; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
button { font: inherit; cursor: pointer; border: 1px solid transparent; border-radius: 999px; padding: 9px 16px;
  display: inline-flex; align-items: center; gap: 8px; justify-content: center; background: none; color: inherit; }
button:focus-visible, a:focus-visible, .words:focus-visible { outline: 3px solid color-mix(in srgb, var(--accent) 60%, transparent); outline-offset: 2px; }
button svg { width: 18px; height: 18px; fill: currentColor; flex: none; }
.call { background: var(--accent); color: #fff; font-weight: 600; padding: 12px 20px; box-shadow: 0 2px 8px rgb(0 0 0 / .18); }
.call:hover { filter: brightness(1.08); }
.card { width: min(360px, calc(100vw - 40px)); background: var(--paper); border: 1px solid var(--line); border-radius: 16px;
  box-shadow: 0 8px 30px rgb(0 0 0 / .16); overflow: hidden; display: flex; flex-direction: column; text-align: left; }
header { display: flex; align-items: center; gap: 10px; padding: 12px 12px 12px 16px; border-bottom: 1px solid var(--line); }
header h2 { font-size: 16px; margin: 0; flex: 1; }
.time { font-variant-numeric: tabular-nums; color: var(--soft); }
.close { padding: 6px; border-radius: 50%; }
.close:hover { background: var(--theirs); }
.state { margin: 0; padding: 12px 16px; display: flex; gap: 10px; align-items: baseline; }
.state a { color: var(--accent); font-weight: 600; white-space: nowrap; }
.dot { width: 9px; height: 9px; border-radius: 50%; background: var(--soft); flex: none; }
.live .dot { background: var(--accent); }
.waiting .dot { background: #c98a00; animation: pulse 1.2s infinite; }
.failed .dot { background: var(--danger); }
@keyframes pulse { 50% { opacity: .25; } }
@media (prefers-reduced-motion: reduce) { .waiting .dot { animation: none; } }
.words { height: 230px; overflow-y: auto; padding: 4px 16px 12px; margin: 0; display: flex; flex-direction: column; gap: 8px;
  scrollbar-width: thin; }
.words p { margin: 0; padding: 8px 12px; border-radius: 14px; max-width: 88%; overflow-wrap: anywhere; }
.words .agent { background: var(--theirs); align-self: flex-start; border-bottom-left-radius: 4px; }
.words .caller { background: var(--mine); align-self: flex-end; border-bottom-right-radius: 4px; }
.words .open { opacity: .65; font-style: italic; }
.name { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
footer { display: flex; gap: 8px; padding: 12px 16px; border-top: 1px solid var(--line); flex-wrap: wrap; }
footer button { border-color: var(--line); padding: 9px 14px; }
footer button:hover { background: var(--theirs); }
footer button[aria-pressed=true], footer button[aria-expanded=true] { background: var(--ink); color: var(--paper); }
footer .call, footer .call:hover { background: var(--accent); border-color: transparent; padding: 12px 20px; }
footer .hang-up { background: var(--danger); color: #fff; border-color: transparent; margin-left: auto; font-weight: 600; }
footer .hang-up:hover { background: var(--danger); filter: brightness(1.1); }
.card:has(.keys:not([hidden])) .words { height: 110px; }
.keys { display: grid; grid-template-columns: repeat(3, 1fr); gap: 8px; padding: 0 16px 12px; }
.keys button { border-color: var(--line); font-size: 17px; font-variant-numeric: tabular-nums; }
.keys button:active { background: var(--theirs); }
`;
