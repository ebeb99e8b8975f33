import { expect } from 'chai';
import type { JsonFeature, JsonStep } from './cucumber-json';
import { repairJson } from './repair-json';

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');
const passed = { status: 'passed', duration: 1 };

/** One feature with one example of these steps, repaired. */
function repair(steps: JsonStep[], changes: Partial<JsonFeature> = {}) {
  const [feature] = repairJson([
    {
      id: 'x',
      uri: 'features/orders/placing.feature',
      name: 'Placing',
      elements: [{ name: 'It works', line: 9, rule: 'One & all', row: 'big: <5', steps }],
      ...changes,
    },
  ]);
  return feature;
}

function evidenceOf(step: JsonStep | undefined): string {
  return (step?.embeddings ?? [])
    .map(({ data }) => Buffer.from(data, 'base64').toString('utf8'))
    .join('\n');
}

describe('the JSON for the HTML folder', () => {
  it('has rule and row in the title of a scenario, and markup as text', () => {
    const [scenario] = repair([]).elements;
    expect(scenario?.name).to.equal('One &amp; all › It works [big: &lt;5]');
  });

  it('has tags and paths as text too', () => {
    const tags = [{ name: '@a<script>alert(1)</script>"x' }];
    const elements = [{ name: 'e', line: 1, steps: [], tags }];
    const feature = repair([], { elements, tags, uri: 'features/<b>.feature' });
    const texts = [feature.uri, ...[feature, ...feature.elements].flatMap((each) => each.tags?.map(({ name }) => name) ?? [])]; // prettier-ignore
    expect(texts).to.have.lengthOf(3);
    for (const each of texts) expect(each).not.to.match(/[<>"]/);
  });

  it('says in the title of a scenario that it is flaky', () => {
    const elements = [{ name: 'It works', line: 9, steps: [], passedAtAttempt: 2 }];
    const [scenario] = repair([], { elements }).elements;
    expect(scenario?.name).to.equal('It works (flaky: passed only at attempt 2)');
  });

  it('has a page name that no other feature has', () => {
    expect(repair([]).id).to.equal('orders-placing');
    expect(repair([], { uri: 'features\\events\\placing.feature' }).id).to.equal('events-placing');
  });

  it('is in the order of the files and their lines', () => {
    const at = (line: number) => ({ name: `${line}`, line, steps: [] });
    const features = ['features/b.feature', 'features/a.feature'].map((uri) => ({
      id: uri,
      uri,
      name: uri,
      elements: [at(20), at(3)],
    }));
    const repaired = repairJson(features);
    expect(repaired.map(({ uri }) => uri)).to.deep.equal([
      'features/a.feature',
      'features/b.feature',
    ]);
    expect(repaired[0]?.elements.map(({ line }) => line)).to.deep.equal([3, 20]);
  });

  it('moves what hooks attached to the step that failed', () => {
    const [scenario] = repair([
      { keyword: 'Given ', name: 'a', result: passed },
      { keyword: 'Then ', name: 'b', result: { status: 'failed', error_message: 'no <way>' } },
      { keyword: 'And ', name: 'c', result: { status: 'skipped' } },
      {
        hidden: true,
        result: passed,
        embeddings: [{ data: base64('POST <b>'), mime_type: 'text/plain', name: 'requests.txt' }],
      },
    ]).elements;
    const [, failed, skipped, hook] = scenario.steps;
    expect(evidenceOf(failed)).to.include('requests.txt').and.include('POST &lt;b&gt;');
    expect(failed?.result.error_message).to.equal('no &lt;way&gt;');
    expect(evidenceOf(skipped)).to.equal('');
    expect(evidenceOf(hook)).to.equal('');
  });

  it('moves it to the last step when none failed', () => {
    const embeddings = [{ data: base64('x'), mime_type: 'text/plain' }];
    const [scenario] = repair([
      { keyword: 'Given ', name: 'a', result: passed },
      { keyword: 'Then ', name: 'b', result: passed },
      { hidden: true, result: passed, embeddings },
    ]).elements;
    expect(scenario?.steps.map((step) => evidenceOf(step) !== '')).to.deep.equal([
      false,
      true,
      false,
    ]);
  });

  it('shows a hook that failed', () => {
    const [scenario] = repair([{ hidden: true, name: 'x', result: { status: 'failed' } }]).elements;
    expect(scenario?.steps[0]?.hidden).to.equal(false);
  });

  it('shows JSON indented and not in an array, and pictures as pictures', () => {
    const embeddings = [
      { data: base64('{"a":"<"}'), mime_type: 'application/json' },
      { data: base64('not json'), mime_type: 'application/problem+json' },
      { data: base64('<svg/>'), mime_type: 'image/svg+xml', name: 'chart.svg' },
      { data: base64('a log'), mime_type: 'text/x.cucumber.log+plain' },
    ];
    const [scenario] = repair([{ name: 'a', result: passed, embeddings }]).elements;
    const html = evidenceOf(scenario?.steps[0]);
    expect(html).to.include('<pre>{\n  &quot;a&quot;: &quot;&lt;&quot;\n}</pre>');
    expect(html).to.include('<pre>not json</pre>');
    expect(html).to.include(`<img src="data:image/svg+xml;base64,${base64('<svg/>')}"`);
    expect(html).to.include('<pre>a log</pre>');
  });

  it('counts undefined steps as such, but keeps out the snippet of another style', () => {
    const [scenario] = repair([{ name: 'a', result: { status: 'undefined' } }]).elements;
    expect(scenario?.steps[0]?.result.status).to.equal('UNDEFINED');
  });

  it('has tables and texts of steps as text', () => {
    const step = { name: 'a', result: passed };
    const args = [{ rows: [{ cells: ['<i>'] }] }, { content: 'a < b' }];
    const [scenario] = repair([{ ...step, arguments: args }]).elements;
    expect(scenario?.steps[0]?.arguments).to.deep.equal([
      { rows: [{ cells: ['&lt;i&gt;'] }] },
      { content: 'a &lt; b' },
    ]);
  });
});
