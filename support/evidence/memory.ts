import { Mistake } from '../contract/failure';
/** A thing that a scenario remembers, by which a later step asks for it. */
export interface Topic<Thing> {
  /** What is said to who asks before there is any. */
  readonly missing: string;
  /** Never there: it ties the thing's type to the topic. */
  readonly thing?: Thing;
}

/** @param missing such as `Nothing has been listed`, to which the scenario is added */
export function topic<Thing>(missing: string): Topic<Thing> {
  return { missing: `${missing} in this scenario.` };
}

/** What came of a scenario's last `When`, each thing under its topic. */
export class Memory {
  private readonly things = new Map<Topic<unknown>, unknown>();

  keep<Thing>(about: Topic<Thing>, thing: Thing): Thing {
    this.things.set(about, thing);
    return thing;
  }

  /** @throws Error that says what has not happened, where nothing was kept */
  of<Thing>(about: Topic<Thing>): Thing {
    if (!this.things.has(about)) throw new Mistake(about.missing);
    return this.things.get(about) as Thing;
  }
}
