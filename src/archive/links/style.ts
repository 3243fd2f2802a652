/** The look of a link's pages: dark and calm, so that the images are the only bright thing. No file, no font is fetched. */
export const style = `
:root {
  color-scheme: dark;
  --page: #14171c;
  --raised: #1c2027;
  --line: #2c313a;
  --text: #e9ebee;
  --soft: #a7adb8;
  --accent: #7fb8e8;
  --bad: #f0a08c;
}
* { box-sizing: border-box; margin: 0; }
body {
  display: flex;
  flex-direction: column;
  min-height: 100vh;
  padding: 0 max(1rem, calc(50vw - 36rem));
  background: var(--page);
  color: var(--text);
  font: 15px/1.5 system-ui, sans-serif;
  overflow-wrap: anywhere;
  font-variant-numeric: tabular-nums;
}
main { flex: 1; padding: 2.5rem 0; }
h1 { font-size: 1.5rem; font-weight: 600; line-height: 1.25; text-wrap: balance; }
p + h1 { margin-top: 0.75rem; }
h2 { font-size: 1rem; font-weight: 600; }
a { color: var(--accent); }
a:focus-visible, button:focus-visible, input:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.soft { color: var(--soft); }
.bad { color: var(--bad); }

.door { display: grid; gap: 1rem; max-width: 26rem; margin: 12vh auto 0; }
.door form { display: grid; gap: 1rem; }
label { display: grid; gap: 0.25rem; color: var(--soft); }
input {
  padding: 0.5rem 0.75rem;
  border: 1px solid #6b7280;
  border-radius: 6px;
  background: #0e1115;
  color: var(--text);
  font: inherit;
}
button {
  justify-self: start;
  padding: 0.5rem 1rem;
  border: 0;
  border-radius: 6px;
  background: var(--accent);
  color: #10202e;
  font: inherit;
  font-weight: 600;
  cursor: pointer;
}

dl { display: flex; flex-wrap: wrap; gap: 0.75rem 2.5rem; margin: 1rem 0 2rem; }
dt { color: var(--soft); font-size: 13px; }

.series { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: 1rem; padding: 0; list-style: none; }
.card { display: block; height: 100%; border-radius: 8px; background: var(--raised); color: inherit; text-decoration: none; overflow: hidden; }
a.card:hover { background: #252a33; }
.plate { display: grid; place-items: center; aspect-ratio: 1; background: #000; color: var(--soft); font-size: 13px; }
.plate img { width: 100%; height: 100%; object-fit: contain; }
.about { padding: 0.75rem; }
.about p { color: var(--soft); font-size: 13px; }

.pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 26rem), 1fr)); gap: 1.5rem 1rem; margin: 1.5rem 0; }
figure { display: grid; gap: 0.25rem; align-content: start; }
figure img { display: block; width: 100%; height: auto; background: #000; border-radius: 4px; }
figcaption { color: var(--soft); font-size: 13px; }
.pager { display: flex; gap: 1.5rem; align-items: baseline; }

footer { padding: 1rem 0 1.5rem; border-top: 1px solid var(--line); color: var(--soft); font-size: 13px; }
`;
