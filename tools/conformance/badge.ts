import { capabilities } from '../../support/contract/capabilities';
import { html, type Html } from '../html/html';
import { counted } from '../run-model/verdict';
import type { Conformance } from './model';
import { claimedOf, countsOf, sentenceOf } from './words';

const height = 20;
const padding = 6;
const radius = 3;
/** How wide a character of Verdana 11 px is on average; the text is fitted into it exactly. */
const characterWidth = 5.6;
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
      <rect width="${width}" height="${height}" rx="${radius}" fill="${colorOf(conformance)}" />
      <rect width="${left}" height="${height}" rx="${radius}" fill="${colors.label}" />
      <rect x="${left - radius}" width="${radius}" height="${height}" fill="${colors.label}" />
      <g fill="#fff" font-family="Verdana, 'DejaVu Sans', Geneva, sans-serif" font-size="11">
        ${textAt(0, label)} ${textAt(left, message)}
      </g>
    </svg>`.text
  }\n`;
}

/** `59 of 61 clauses kept, 2 broken`; and how much is claimed and was run, where that is not all. */
function messageOf(conformance: Conformance): string {
  const { length } = conformance.claims;
  const { kept, broken } = countsOf(conformance);
  return [
    `${kept} of ${counted(claimedOf(conformance), 'clause')} kept`,
    ...(broken > 0 ? [`${broken} broken`] : []),
    ...(length < capabilities.length ? [`${length} of ${capabilities.length} capabilities`] : []),
    ...{ whole: [], part: ['part of the suite'], 'broken off': ['run broken off'] }[
      conformance.basis
    ],
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
