/** How the page looks, in light and in dark. */
export const style = `
:root { color-scheme: light dark; --back: #fff; --text: #1c2024; --faint: #60646c; --line: #d9dce1; --track: #f0f1f4;
  --good: #2b8a50; --bad: #ce2c31; --wait: #b9bec7; }
@media (prefers-color-scheme: dark) {
  :root { --back: #15171b; --text: #e9ebee; --faint: #a0a6b0; --line: #343941; --track: #20242a; --good: #46b674;
    --bad: #f0666b; --wait: #565d69; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 80rem; background: var(--back); color: var(--text);
  font: 14px/1.45 system-ui, sans-serif; }
h1 { font-size: 1.4rem; margin: 0 0 .2rem; }
h2 { font-size: 1rem; margin: 1.6rem 0 .5rem; }
.faint { color: var(--faint); }
.counts { display: flex; flex-wrap: wrap; gap: .6rem 2rem; margin: 1rem 0 0; }
.counts dt { color: var(--faint); }
.counts dd { margin: 0; font-size: 1.5rem; font-variant-numeric: tabular-nums; }
.bad { color: var(--bad); }
.reasons { border-collapse: collapse; }
.reasons td { padding: .2rem .8rem .2rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
.reasons td:first-child { text-align: right; font-variant-numeric: tabular-nums; }
.tools { display: flex; flex-wrap: wrap; gap: .6rem 1.2rem; align-items: center; margin: 0 0 .6rem; }
input, select { font: inherit; color: inherit; background: var(--track); border: 1px solid var(--line); border-radius: 4px;
  padding: .3rem .5rem; }
input { min-width: 16rem; flex: 1; }
.key { display: inline-block; width: .8rem; height: .8rem; border-radius: 2px; margin-right: .3rem; vertical-align: -.1rem; }
.row { display: grid; grid-template-columns: 11rem 5.5rem 1fr 4rem; gap: .8rem; align-items: center; padding: .12rem 0;
  border-bottom: 1px solid var(--line); }
.row[hidden] { display: none; }
.name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.track { position: relative; height: .9rem; background: var(--track); border-radius: 3px; }
.track span { position: absolute; top: 0; bottom: 0; min-width: 2px; border-radius: 3px; }
.wait, .key.wait { background: var(--wait); }
.success { background: var(--good); }
.failed { background: var(--bad); }
.seconds { text-align: right; font-variant-numeric: tabular-nums; }
.why { grid-column: 2 / -1; color: var(--bad); }
.untimed { grid-column: 2 / -1; }
.axis { display: flex; justify-content: space-between; color: var(--faint); margin: 0 4.8rem .2rem 18.1rem; }
@media (max-width: 46rem) { .row { grid-template-columns: 8rem 1fr 3.5rem; } .row .operation { display: none; }
  .axis { margin-left: 8.8rem; margin-right: 4.3rem; } .why { grid-column: 1 / -1; } }
`;
