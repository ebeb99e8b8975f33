import { max, median, min } from 'simple-statistics';

/** One figure of one subject, measured once a round. */
export interface Figure {
  /** The part of the bench that it belongs to. */
  measurement: string;
  /** What is measured, such as "orders a second". */
  name: string;
  /** Whose figure it is, such as "platform". */
  subject: string;
  unit: string;
  /** Undefined if it only explains others. */
  better?: 'more' | 'less';
  rounds: number[];
}

export interface Summary {
  median: number;
  min: number;
  max: number;
}

export function summaryOf(rounds: readonly number[]): Summary {
  return { median: median([...rounds]), min: min([...rounds]), max: max([...rounds]) };
}

/**
 * Divides round by round: what slows a machine down for a while slows both sides of a round.
 *
 * @throws Error if one side has more rounds than the other
 */
export function ratios(rounds: readonly number[], to: readonly number[]): number[] {
  if (rounds.length !== to.length) throw new Error('Rounds have to come in pairs.');
  return rounds.map((value, index) => value / to[index]);
}

/** The figures of a run, as they come. */
export class Figures {
  private readonly all: Figure[] = [];

  /** Adds one round of a figure. */
  add(figure: Omit<Figure, 'rounds'>, value: number): void {
    if (!Number.isFinite(value)) {
      throw new Error(`${figure.measurement}, ${figure.name}: ${value} is not a measurement`);
    }
    const { measurement, name, subject } = figure;
    const known = this.find(measurement, name, subject);
    if (known) known.rounds.push(value);
    else this.all.push({ ...figure, rounds: [value] });
  }

  /** The figures of one measurement. */
  of(measurement: string): (Figure & Summary)[] {
    return this.all
      .filter((figure) => figure.measurement === measurement)
      .map((figure) => ({ ...figure, ...summaryOf(figure.rounds) }));
  }

  find(measurement: string, name: string, subject: string): Figure | undefined {
    return this.all.find(
      (each) => each.measurement === measurement && each.name === name && each.subject === subject,
    );
  }
}
