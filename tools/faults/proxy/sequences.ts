/**
 * Numbers the events that pass when there are some among them that the platform never sent: an
 * invented event gets a number of its own, and all later ones move up.
 */
export class Sequences {
  private latest = 0;
  /** The platform's last number before each invented event, rising. */
  private readonly invented: number[] = [];

  /** The number that the suite sees instead of the platform's. */
  shown(sequence: number): number {
    this.latest = Math.max(this.latest, sequence);
    return sequence + this.invented.filter((before) => before < sequence).length;
  }

  /** The platform's number for what the suite has seen under this one. */
  meant(shown: number): number {
    const before = this.invented.filter((latest, index) => latest + index + 1 <= shown);
    return shown - before.length;
  }

  /** A number for an event that the platform never sent. */
  next(): number {
    this.invented.push(this.latest);
    return this.latest + this.invented.length;
  }
}
