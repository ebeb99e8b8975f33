import type { ReportedAttempt, Cause } from '../model/report';
import { html, type Html } from '../../html/html';

/** Why an attempt has not passed: the cause first, then what was expected and what came. */
export function causesOf({ causes }: ReportedAttempt): Html[] {
  return causes.map(cause);
}

/** The first line of why, for lists. */
export function firstLine({ causes }: ReportedAttempt): string {
  return causes[0]?.message.trim().split('\n')[0] ?? 'It did not end.';
}

function cause({ step, message, difference, stack, snippet }: Cause): Html {
  return html`<div class="cause">
    <p class="quiet">${step}</p>
    <pre class="message" tabindex="0">${message}</pre>
    ${
      difference &&
      html`<div class="difference">
        <div>
          <p>Expected</p>
          <pre tabindex="0">${difference.expected.trim()}</pre>
        </div>
        <div>
          <p>Actual</p>
          <pre tabindex="0">${difference.actual.trim()}</pre>
        </div>
      </div>`
    }
    ${
      snippet !== undefined &&
      html`<p>The step can begin like this:</p>
        <pre tabindex="0">${snippet}</pre>`
    }
    ${
      stack !== '' &&
      html`<details class="stack">
        <summary>Where in the code</summary>
        <pre tabindex="0">${stack}</pre>
      </details>`
    }
  </div>`;
}
