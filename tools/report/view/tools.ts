import type { ReportedScenario } from '../model/report';
import type { Verdict } from '../../run-model/run';
import { tallyOf } from '../model/conclusion';
import { html, type Html } from '../../html/html';
import { outcomes } from './words';

/** Search and filters over the scenarios. */
export function toolsView(scenarios: readonly ReportedScenario[]): Html {
  const tally = tallyOf(scenarios);
  const found = (Object.keys(tally) as Verdict[]).filter((outcome) => tally[outcome] > 0);
  const tags = [...new Set(scenarios.flatMap((scenario) => scenario.tags))].sort();
  return html`<form class="tools" role="search" aria-label="Scenarios" hidden>
    <label class="wide">
      <span>Search</span>
      <input type="search" name="text" placeholder="cancel, EXECUTED, /orders …" />
    </label>
    <label>
      <span>Outcome</span>
      <select name="outcome">
        <option value="">any</option>
        ${found.map(
          (outcome) =>
            html`<option value="${outcome}">${outcomes[outcome].word} (${tally[outcome]})</option>`,
        )}
        <option value="changed">Changed</option>
      </select>
    </label>
    <label>
      <span>Tag</span>
      <select name="tag">
        <option value="">any</option>
        ${tags.map((tag) => html`<option>${tag}</option>`)}
      </select>
    </label>
    <button type="button" name="fold">Unfold all</button>
    <p role="status"></p>
  </form>`;
}
