import type { Plugin } from '@cucumber/cucumber/api';

/** Scenarios that take long, as they start processes or wait for a time that they state. */
const slow = ['@own-platform', '@load', '@controls'];

/** Most mutants fall at the first scenario that reaches them: let that be a quick one. */
const plugin: Plugin<unknown> = {
  type: 'plugin',
  coordinator: ({ transform }) => {
    transform('pickles:order', (pickles) => {
      const rank = (tags: readonly { name: string }[]) =>
        1 + slow.findIndex((each) => tags.some(({ name }) => name === each));
      return [...pickles].sort((a, b) => order(rank(a.pickle.tags)) - order(rank(b.pickle.tags)));
    });
  },
};

/** From the one that takes least to the one that takes longest. */
function order(rank: number): number {
  return rank === 0 ? 0 : slow.length + 1 - rank;
}

export default plugin;
