import type { Report } from '../model/report';
import { html } from '../../html/html';
import type { Section } from './section';

/** What the platform of the run printed, where it did. */
export function platformLog({ run }: Report): Section | undefined {
  if (!run.platformLog?.trim()) return undefined;
  const content = html`<details ${run.platform?.died !== undefined && html`open`}>
    <summary>The last lines of its log</summary>
    <pre tabindex="0">${run.platformLog}</pre>
  </details>`;
  return { id: 'log', title: 'What the platform printed', content };
}
