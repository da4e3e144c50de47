/** How the state page looks: light or dark as the browser is set, with rows as cards where the window is narrow. */
export const stateStyle = `
  :root {
    color-scheme: light dark;
    --text: #1d2430; --faint: #667085; --line: #e3e7ee; --page: #f6f7f9; --card: #fff;
    --good: #107648; --bad: #b42318; --busy: #1f5fbf;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --text: #e6e9ef; --faint: #98a2b3; --line: #2c3441; --page: #12161c; --card: #1a2029;
      --good: #4ec98b; --bad: #ff8577; --busy: #7fb2ff;
    }
  }
  * { box-sizing: border-box; }
  body { margin: 0 auto; max-width: 80rem; padding: 1rem; background: var(--page); color: var(--text);
    font: 14px/1.45 system-ui, sans-serif; }
  header { display: flex; flex-wrap: wrap; align-items: baseline; gap: .2rem 1rem; }
  h1 { font-size: 1.15rem; margin: 0; }
  header p, section > p { margin: 0; color: var(--faint); }
  #problem { margin: .8rem 0 0; padding: .5rem .8rem; border: 1px solid var(--bad); border-radius: 6px; color: var(--bad); }
  .gone main { opacity: .45; }
  section { margin-top: 1rem; padding: .7rem .9rem; background: var(--card); border: 1px solid var(--line);
    border-radius: 8px; overflow-x: auto; }
  h2 { font-size: .95rem; margin: 0 0 .3rem; }
  h2 span { font-weight: normal; color: var(--faint); }
  table { width: 100%; border-collapse: collapse; }
  th, td { text-align: left; vertical-align: top; padding: .25rem .9rem .25rem 0; border-top: 1px solid var(--line); }
  th { border-top: 0; font-weight: 500; font-size: 12px; color: var(--faint); white-space: nowrap; }
  td { font: 12px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
  td:last-child, th:last-child { padding-right: 0; }
  .short { white-space: nowrap; }
  .faint { color: var(--faint); }
  .good { color: var(--good); }
  .bad { color: var(--bad); }
  .busy { color: var(--busy); }
  [hidden] { display: none; }
  @media (max-width: 640px) {
    body { padding: .6rem; }
    thead { display: none; }
    tr { display: block; padding: .35rem 0; border-top: 1px solid var(--line); }
    tr:first-child { border-top: 0; }
    td { display: grid; grid-template-columns: 7rem 1fr; gap: .6rem; padding: .05rem 0; border: 0; }
    td:empty { display: none; }
    td::before { content: attr(data-label); color: var(--faint); font-family: system-ui, sans-serif; }
  }
`;
