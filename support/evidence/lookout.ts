import { patiently, type Waited } from './patience';

/** Lets many wait until something holds; whoever may have changed that has them look again. */
export class Lookout {
  private readonly waiting = new Set<() => void>();

  /**
   * Waits until `isMet` holds.
   * @param ms the deadline in milliseconds, counted from now
   * @returns whether it does; whoever asked knows best what it means that it does not
   */
  async until(isMet: () => boolean, ms: number): Promise<Waited> {
    if (isMet()) return { happened: true, ms: 0, late: 0 };
    return patiently((happened) => {
      const look = () => {
        if (isMet()) happened();
      };
      this.waiting.add(look);
      return () => this.waiting.delete(look);
    }, ms);
  }

  look(): void {
    for (const each of [...this.waiting]) each();
  }
}
