/** The style of the hosted page, served as a file of its own so that the page needs no inline style. */
export const HOSTED_STYLE = `
:root { color-scheme: light; --ink: #171a21; --quiet: #525866; --line: #e4e6eb; --accent: #3b3fd8; }
* { box-sizing: border-box; }
body { margin: 0; background: #f5f6f8; color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 420px; margin: 0 auto; padding: 16px; }
.card { background: #fff; border: 1px solid var(--line); border-radius: 24px; padding: 20px; }
.card + .card { margin-top: 12px; }
header { display: flex; justify-content: space-between; align-items: center; gap: 12px; padding: 8px 4px 16px; }
header strong { overflow-wrap: anywhere; }
h1 { font-size: 20px; margin: 0 0 4px; }
.amount { font-size: 38px; font-weight: 700; font-variant-numeric: tabular-nums; line-height: 1.2; margin: 0; }
.quiet { color: var(--quiet); margin: 4px 0 0; font-size: 14px; }
.notice { background: #fff1db; color: #7a3d00; border-radius: 14px; padding: 10px 14px; margin: 16px 0 0; }
.state { text-align: center; padding: 12px 0; }
.state.paid h1 { color: #0b7a4b; }
.state.ended h1 { color: #c22727; }
.state.waiting h1 { color: #b45a00; }
ul { list-style: none; margin: 16px 0 0; padding: 0; }
li + li { margin-top: 8px; }
button, .button { display: block; width: 100%; min-height: 52px; padding: 12px 16px; border-radius: 14px;
  border: 1px solid var(--line); background: #fff; color: var(--ink); font: inherit; text-align: left;
  text-decoration: none; cursor: pointer; }
button.main { background: var(--accent); border-color: var(--accent); color: #fff; font-weight: 600; text-align: center; margin-top: 16px; }
button.plain { border: 0; background: none; color: var(--quiet); text-align: center; margin-top: 8px; }
button:focus-visible, a:focus-visible, input:focus-visible { outline: 3px solid #9ea0f2; outline-offset: 2px; }
.code { display: block; max-width: 100%; height: auto; margin: 16px auto 0; background: #fff; }
label { display: block; margin-top: 12px; font-size: 14px; color: var(--quiet); }
input { display: block; width: 100%; min-height: 48px; margin-top: 4px; padding: 10px 14px; border: 1px solid var(--line);
  border-radius: 14px; font: inherit; font-variant-numeric: tabular-nums; color: var(--ink); }
dl { display: grid; grid-template-columns: auto 1fr; gap: 6px 16px; margin: 16px 0 0; }
dt { color: var(--quiet); }
dd { margin: 0; text-align: right; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
footer { text-align: center; padding: 16px; color: var(--quiet); font-size: 14px; }
a { color: var(--accent); }
`
