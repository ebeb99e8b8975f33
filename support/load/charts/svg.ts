import { escapeHtml } from './escape-html';

/** Widths and heights are those of the picture itself; a report scales it to fit. */
export const width = 760;

/**
 * A picture that can be read on its own, wherever it is shown: it brings its own background, and
 * colours for light and for dark.
 */
export function picture(height: number, title: string, summary: string, body: string): string {
  const name = escapeHtml(title);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title summary">`,
    `<title id="title">${name}</title><desc id="summary">${escapeHtml(summary)}</desc>`,
    `<style>${style}</style><rect class="page" width="${width}" height="${height}"/>`,
    text(16, 26, title, 'title'),
    text(16, 45, summary, 'muted'),
    body,
    '</svg>',
  ].join('\n');
}

type Anchor = 'start' | 'middle' | 'end';

export function text(x: number, y: number, content: string, kind = '', anchor: Anchor = 'start') {
  return `<text x="${round(x)}" y="${round(y)}" class="${kind}" text-anchor="${anchor}">${escapeHtml(content)}</text>`;
}

export function path(d: string, kind: string): string {
  return d === '' ? '' : `<path d="${d}" class="${kind}"/>`;
}

export function box(x: number, y: number, w: number, h: number, kind: string): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}" class="${kind}"/>`;
}

/** Part of a path: a stroke from one point straight to another. */
export function stroke(x1: number, y1: number, x2: number, y2: number): string {
  return `M${round(x1)},${round(y1)}L${round(x2)},${round(y2)}`;
}

/** A tenth of a pixel is seen by nobody, and more digits make a report large. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

const light = `
  --page: #ffffff; --ink: #1f2933; --muted: #52606d; --grid: #dfe5eb;
  --bar: #4a7fb5; --wait: #828f9d; --mark: #a8480f; --band: #f6e3d6; --share: #5b3fa0;
  --good: #23704a; --stop: #8a6100; --bad: #b42318;`;
const dark = `
  --page: #15191e; --ink: #e6eaf0; --muted: #a3b0bd; --grid: #2d363f;
  --bar: #6aa5df; --wait: #667585; --mark: #f0a06b; --band: #3b2a1e; --share: #b9a3f5;
  --good: #5fc08d; --stop: #e0b64a; --bad: #ff8a80;`;
const style = `
svg { ${light} }
@media (prefers-color-scheme: dark) { svg { ${dark} } }
text { font: 12px system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; fill: var(--ink); }
.title { font-size: 16px; font-weight: 600; }
.muted { fill: var(--muted); }
.page { fill: var(--page); }
.bar { fill: var(--bar); }
.band { fill: var(--band); }
.grid, .axis, .mark, .curve, .row { fill: none; }
.grid { stroke: var(--grid); }
.axis { stroke: var(--muted); }
.mark { stroke: var(--mark); stroke-width: 2; }
text.mark { stroke: none; fill: var(--mark); }
.curve { stroke: var(--share); stroke-width: 2; }
.lead { stroke: var(--share); stroke-opacity: 0.45; fill: none; }
.dot { fill: var(--share); }
.row { stroke-width: 2.2; }
.sent { stroke: var(--muted); }
.wait { stroke: var(--wait); }
.pending { stroke: var(--bar); }
.executed { stroke: var(--good); }
.cancelled { stroke: var(--stop); }
.bad { stroke: var(--bad); }
text.bad { stroke: none; fill: var(--bad); }
.line { fill: none; stroke-width: 2; }
`;
