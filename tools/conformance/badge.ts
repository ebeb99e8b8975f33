import { capabilities } from '../../support/contract/capabilities';
import { html, type Html } from '../html/html';
import type { Conformance } from './model';
import { claimedOf, countsOf, inShort, sentenceOf } from './words';

const height = 20;
const padding = 6;
/** How wide a character of Verdana 11 px is on average; the text is fitted into it exactly. */
const characterWidth = 6.4;
const label = 'contract';

/** White text on each of them has a contrast of more than 4.5 : 1. */
const colors = { label: '#444c56', good: '#136c38', doubtful: '#835200', bad: '#a3262a' };

/** The conformance in short, as a picture for a page about the platform: an SVG document. */
export function badge(conformance: Conformance): string {
  const message = messageOf(conformance);
  const left = widthOf(label);
  const width = left + widthOf(message);
  const sentence = sentenceOf(conformance);
  return `${
    html`<svg
      xmlns="http://www.w3.org/2000/svg"
      width="${width}"
      height="${height}"
      viewBox="0 0 ${width} ${height}"
      role="img"
      aria-label="${sentence}"
    >
      <title>${sentence}</title>
      <clipPath id="round"><rect width="${width}" height="${height}" rx="3" /></clipPath>
      <g clip-path="url(#round)">
        <rect width="${left}" height="${height}" fill="${colors.label}" />
        <rect
          x="${left}"
          width="${width - left}"
          height="${height}"
          fill="${colorOf(conformance)}"
        />
      </g>
      <g fill="#fff" font-family="Verdana, 'DejaVu Sans', Geneva, sans-serif" font-size="11">
        ${textAt(0, label)} ${textAt(left, message)}
      </g>
    </svg>`.text
  }\n`;
}

/** How many clauses are kept; beside it how much is claimed, where that is not everything. */
function messageOf(conformance: Conformance): string {
  const { length } = conformance.claims;
  return [
    inShort(conformance),
    ...(length < capabilities.length ? [`${length} of ${capabilities.length} capabilities`] : []),
  ].join(', ');
}

function colorOf(conformance: Conformance): string {
  const { kept, broken } = countsOf(conformance);
  if (broken > 0) return colors.bad;
  const isGood = conformance.basis === 'whole' && kept === claimedOf(conformance);
  return isGood ? colors.good : colors.doubtful;
}

function widthOf(text: string): number {
  return Math.round(text.length * characterWidth) + 2 * padding;
}

function textAt(x: number, text: string): Html {
  return html`<text x="${x + padding}" y="14" textLength="${widthOf(text) - 2 * padding}"
    >${text}</text
  >`;
}
