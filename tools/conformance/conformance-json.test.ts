import fs from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { expect } from 'chai';
import { capabilities } from '../../support/contract/capabilities';
import { clauses } from '../../support/contract/clauses';
import type { Failure } from '../../support/contract/failure';
import { readRecorded } from '../run-model/recorded/read-recorded';
import type { RunModel } from '../run-model/run-model';
import { conformanceOf } from './conformance';
import { conformanceJson } from './conformance-json';
import { failing, fakeModel } from './fake-conformance';
import { clauseVerdicts } from './model';

interface Schema {
  $defs: {
    capability: { enum: string[] };
    clause: { properties: { verdict: { oneOf: { const: string }[] } } };
  };
}

const schema = JSON.parse(
  fs.readFileSync(path.join(__dirname, 'conformance.schema.json'), 'utf8'),
) as Schema;
const ajv = new Ajv2020({ allErrors: true });
addFormats(ajv);
const keeps = ajv.compile(schema);

const event: Failure = { kind: 'broken', clause: 'EVENT-3', sentence: 'the time differs' };
const late: Failure = { kind: 'unjudged', clause: 'SIO-4', sentence: 'it is late' };
const known = [{ clause: 'EVENT-3', link: 'https://issues.example/1', until: '2999-12-31' }];

/** As a tool reads it from the file. */
function written(run: RunModel) {
  return JSON.parse(JSON.stringify(conformanceJson(run, conformanceOf(run)))) as ReturnType<
    typeof conformanceJson
  >;
}

describe('conformance.json', () => {
  it('keeps its schema, whatever a run comes to', () => {
    const claims = capabilities.filter((each) => each !== 'paging');
    const runs = [
      fakeModel(),
      fakeModel({ one: failing(event), four: failing(late) }, { known, claims }),
      fakeModel({}, {}, { tags: '@cancel' }, { isCutOff: true }),
      readRecorded('three-faults'),
    ];
    for (const run of runs) {
      keeps(written(run));
      expect(keeps.errors ?? []).to.deep.equal([]);
    }
  });

  it('has a schema that knows the words of the contract, and no others', () => {
    expect(schema.$defs.capability.enum).to.deep.equal([...capabilities]);
    const verdicts = schema.$defs.clause.properties.verdict.oneOf.map((each) => each.const);
    expect(verdicts).to.have.members([...clauseVerdicts]);
    const [first, ...others] = written(fakeModel()).clauses;
    for (const change of [{ verdict: 'fine' }, { capability: 'wishes' }, { text: undefined }])
      expect(keeps({ ...written(fakeModel()), clauses: [{ ...first, ...change }, ...others] })).to.equal(false); // prettier-ignore
  });

  it('says of each clause what it says, what became of it, by which scenarios, and what for', () => {
    const { clauses: all } = written(fakeModel({ one: failing(event) }, { known }));
    expect(all.map(({ id }) => id)).to.deep.equal([...clauses.keys()]);
    const found = all.find(({ id }) => id === 'EVENT-3');
    expect(found).to.deep.include({
      ...{ capability: 'core', verdict: 'broken', why: ['the time differs (1 scenario)'] },
      known: [{ link: 'https://issues.example/1', until: '2999-12-31' }],
      text: clauses.get('EVENT-3')?.text,
    });
    expect(found?.scenarios[0]).to.deep.equal({
      ...{ feature: 'f', rule: 'both', title: 'one', uri: 'features/orders/fake.feature' },
      ...{ line: 4, status: 'known' },
    });
    expect(found?.faults).to.not.be.empty;
  });
});
