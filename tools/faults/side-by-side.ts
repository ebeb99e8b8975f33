/** Does several things at a time, beginning in their order; the outcomes come in their order, too. */
export async function sideBySide<Thing, Outcome>(
  things: readonly Thing[],
  atATime: number,
  act: (thing: Thing) => Promise<Outcome>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const waiting = things.entries();
  const work = async () => {
    for (const [index, thing] of waiting) outcomes[index] = await act(thing);
  };
  await Promise.all(Array.from({ length: atATime }, work));
  return outcomes;
}
