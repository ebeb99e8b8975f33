import type { Pickle } from '@cucumber/messages';
import { expect } from 'chai';
import { inQuickOrder } from './quick-order';

describe('the order of scenarios', () => {
  const scenario = (name: string, tags: string[] = [], steps = 2) => ({
    pickle: {
      name,
      tags: tags.map((tag) => ({ name: tag })),
      steps: Array(steps),
    } as unknown as Pickle,
  });
  const namesOf = (scenarios: { pickle: Pickle }[], workers = 16) =>
    inQuickOrder(scenarios, workers).map(({ pickle }) => pickle.name);

  it('has what runs in the browser first and short ones last, and leaves the others as they are', () => {
    const scenarios = [
      scenario('short'),
      scenario('b', ['@events']),
      scenario('page', ['@browser', '@controls']),
      scenario('a', [], 4),
      scenario('short too'),
    ];
    expect(namesOf(scenarios)).to.deep.equal(['page', 'b', 'a', 'short', 'short too']);
  });

  it('keeps no more short ones for the end than it takes, and loses none', () => {
    const short = Array.from({ length: 60 }, (_, index) => scenario(`short ${index}`));
    const names = namesOf([...short, scenario('long', ['@events'])]);
    expect(names).to.have.lengthOf(61);
    expect(names.indexOf('long')).to.equal(12);
    expect(new Set(names).size).to.equal(61);
  });

  it('leaves short ones where they are for a single worker, which waits for nobody', () => {
    const scenarios = [scenario('short'), scenario('long', ['@events'])];
    expect(namesOf(scenarios, 1)).to.deep.equal(['short', 'long']);
    expect(namesOf(scenarios, 0)).to.deep.equal(['short', 'long']);
  });
});
