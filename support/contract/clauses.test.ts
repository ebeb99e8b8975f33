import { expect } from 'chai';
import fs from 'node:fs';
import { capabilities } from './capabilities';
import { clause, clauses, clausesIn, namesClause } from './clauses';

const page = `# Contract
### Placing (core)
- **PLACE-1** A valid order is answered with 201 (a reference: RFC 9110, 10.2.2). More.
### Filters (capability \`paging\`)
- **PAGE-1** \`symbol\` narrows the list; an unknown one empties it.
### Refusals
- **REFUSE-1** (core) Invalid input gets 400.
- **REFUSE-2** (\`problem-details\`) Every error is a problem document.
- no clause
`;

describe('the clauses of the contract', () => {
  it('are read from its page, with all that they say and their capability', () => {
    expect(clausesIn(page).map(({ id, capability }) => `${id} ${capability}`)).to.deep.equal([
      'PLACE-1 core',
      'PAGE-1 paging',
      'REFUSE-1 core',
      'REFUSE-2 problem-details',
    ]);
    expect(clausesIn(page)[1]).to.include({
      text: '`symbol` narrows the list; an unknown one empties it.',
      sentence: 'symbol narrows the list.',
    });
  });

  it('belong to capabilities that there are, and every capability has one', () => {
    const page = '### Words (capability `wishes`)\n- **WISH-1** Anything goes.';
    expect(() => clausesIn(page)).to.throw('WISH-1: there is no capability wishes.');
    const used = new Set([...clauses.values()].map(({ capability }) => capability));
    expect([...used].sort()).to.deep.equal([...capabilities].sort());
  });

  it('are some fifty, each of them once', () => {
    const text = fs.readFileSync('docs/contract.md', 'utf8');
    const written = [...text.matchAll(/\*\*([A-Z]+-\d+)\*\*/g)].map(([, id]) => id);
    expect([...clauses.keys()]).to.deep.equal(written);
    expect(new Set(written).size).to.equal(written.length).and.be.above(50);
  });

  it('are asked for by their identifiers', () => {
    expect(clause('EVENT-3').sentence).to.match(/^An event agrees with the order/);
    expect(() => clause('EVENT-33')).to.throw('no clause EVENT-33');
    expect(namesClause('@EVENT-3')).to.equal(true);
    expect(namesClause('@events')).to.equal(false);
  });

  it('are the only ones that the code blames', () => {
    const files = fs.readdirSync('support', { recursive: true, encoding: 'utf8' });
    const blamed = files
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => fs.readFileSync(`support/${file}`, 'utf8'))
      .flatMap((text) => [...text.matchAll(/'([A-Z]{3,8}-\d{1,2})'/g)].map(([, id]) => id ?? ''));
    expect(blamed).to.not.be.empty;
    expect(blamed.filter((id) => !clauses.has(id) && !/^(UTF|HTTP)/.test(id))).to.deep.equal([]);
  });
});
