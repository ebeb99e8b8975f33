import type { Plugin } from '@cucumber/cucumber/api';

/** Marks of scenarios that take long, from the least to the most: tags, or parts of a path. */
const slow = ['generated-input', '@load', '@controls', '@own-platform'];

/** Most mutants fall at the first scenario that reaches them: let that be a quick one. */
const plugin: Plugin<unknown> = {
  type: 'plugin',
  coordinator: ({ transform }) => {
    transform('pickles:order', (pickles) =>
      [...pickles].sort(
        ({ pickle: one }, { pickle: other }) =>
          slowness(one) - slowness(other) || one.steps.length - other.steps.length,
      ),
    );
  },
};

function slowness({ uri, tags }: { uri: string; tags: readonly { name: string }[] }): number {
  return slow.findLastIndex((mark) => uri.includes(mark) || tags.some(({ name }) => name === mark));
}

export default plugin;
