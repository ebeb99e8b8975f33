import fc, { type Arbitrary } from 'fast-check';

/** Says what stands before what: a lower rank comes first, and equal ones stay as they are. */
export const ranks = fc.array(fc.nat({ max: 9 }), { maxLength: 8 });

export function inOrder<Thing>(things: readonly Thing[], ranks: readonly number[]): Thing[] {
  const ranked = things.map((thing, index) => ({ thing, rank: ranks[index] ?? 0 }));
  return ranked.sort((a, b) => a.rank - b.rank).map(({ thing }) => thing);
}

/** Gives what a list says in turn, and nothing once it has come to its end. */
export function inTurn<Thing>(list: readonly Thing[]): () => Thing | undefined {
  const rest = list.values();
  return () => rest.next().value;
}

/** One thing or a few, each with a name of its own. */
export function fewOf<Thing extends { name: string }>(
  things: Arbitrary<Thing>,
  atMost: number,
): Arbitrary<Thing[]> {
  return fc
    .uniqueArray(things, { maxLength: atMost, selector: ({ name }) => name })
    .filter((few) => few.length > 0); // by a minimal length, a pair could not shrink to its first
}
