/** Begins something so many times at the same time, and waits for all of it. */
export async function atOnce<Result>(
  count: number,
  attempt: (index: number) => Promise<Result>,
): Promise<Result[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => attempt(index)));
}

/**
 * Does something with each of many things, and waits for all of it; no more than `most` are under
 * way at the same time. @returns the results, in the order of the things
 */
export async function withEach<Thing, Result>(
  things: readonly Thing[],
  most: number,
  attempt: (thing: Thing) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const rest = things.entries();
  await atOnce(most, async () => {
    for (const [index, thing] of rest) results[index] = await attempt(thing);
  });
  return results;
}
