/** Begins something so many times at the same time, and waits for all of it. */
export async function atOnce<Result>(
  count: number,
  attempt: (index: number) => Promise<Result>,
): Promise<Result[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => attempt(index)));
}
