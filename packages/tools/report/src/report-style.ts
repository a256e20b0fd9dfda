/** The style sheet of a report: readable at any width, light and dark, and on paper. */
export const reportStyle = `
:root { color-scheme: light dark; --ground: #fcfcfa; --text: #1b1d21; --muted: #5c6370; --line: #dcdee3; --accent: #2f58c4; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #15171b; --text: #e6e7ea; --muted: #a2a8b3; --line: #343841; --accent: #8fb0ff; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 2.5rem 1.25rem 5rem; background: var(--ground); color: var(--text);
  font: 1rem/1.6 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .5rem; letter-spacing: -.01em; }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 0 0 .75rem; }
section { margin-top: 2.5rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
p { max-width: 46rem; margin: 0 0 1rem; }
.summary { font-size: 1.1rem; color: var(--muted); }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; margin: 1rem 0 0; padding: 0; }
a { color: var(--accent); }
a:focus-visible, .table:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
figure { margin: 1rem 0 1.5rem; overflow-x: auto; }
figure > svg, figure > img { display: block; max-width: 100%; height: auto; }
figure > svg { min-width: 36rem; }
figure > svg.wide, figure > svg.narrow, figure > svg.small { min-width: 0; }
figure > .narrow { display: none; }
@media (max-width: 44rem) { figure > .wide { display: none; } figure > .narrow { display: block; } }
figcaption { margin-top: .6rem; color: var(--muted); font-size: .9rem; max-width: 46rem; }
.table { overflow-x: auto; margin: 1rem 0 1.5rem; }
table { border-collapse: collapse; font-size: .95rem; }
caption { text-align: left; color: var(--muted); font-size: .9rem; padding-bottom: .35rem; white-space: nowrap; }
th, td { text-align: left; padding: .35rem 1.5rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top;
  font-weight: 400; }
thead th { color: var(--muted); font-size: .9rem; }
td:last-child { overflow-wrap: anywhere; min-width: 7ch; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
@media print { body { max-width: none; } section { break-inside: avoid; } nav { display: none; } }
`;
