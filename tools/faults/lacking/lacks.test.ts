import { expect } from 'chai';
import { capabilities, type Capability } from '../../../support/contract/capabilities';
import { clauses } from '../../../support/contract/clauses';
import { needsOf } from '../../../support/run/needs';
import { scenariosOfFeatures } from '../places';
import { lacks } from './lacks';

/** What a platform has to claim besides to be asked for a capability at all. */
const entailed: Partial<Record<Capability, readonly Capability[]>> = {
  recovery: ['socket.io', 'controls'],
  'socket.io': ['controls'],
  replay: ['websocket'],
};

describe('a capability', () => {
  const scenarios = scenariosOfFeatures(process.cwd()).map(({ pickle }) => pickle);

  it('is taken away from a platform once, but for what every platform keeps', () => {
    expect(['core', ...lacks.map(({ capability }) => capability)]).to.have.members(capabilities);
  });

  it('is asked for by a clause that has a scenario without any other', () => {
    for (const { id, capability } of clauses.values()) {
      const claimed = ['core', 'websocket', capability, ...(entailed[capability] ?? [])];
      // Core promises events, over one of the two.
      if (capability === 'core') claimed.push('socket.io');
      const alone = scenarios.filter(
        (pickle) =>
          pickle.tags.some(({ name }) => name === `@${id}`) &&
          needsOf(pickle).every((each) => claimed.includes(each)),
      );
      expect(alone, id).not.to.have.lengthOf(0);
    }
  });
});
