import { randomUUID } from 'node:crypto';
import type { IFormatterOptions } from '@cucumber/cucumber';
import { printable } from '../../support/evidence/printable';

type Colors = IFormatterOptions['colorFns'];
type Color = (text: string) => string;

/**
 * Colours for a text that is yet to be made printable. What a platform sends can hold escape
 * sequences too: ours are marks that nobody can guess until the text is printed.
 */
export class Paint {
  private readonly key = randomUUID();
  private readonly sequences: string[] = [];
  readonly colors: Colors;

  constructor({ forStatus, ...others }: Colors) {
    const marked = Object.entries(others).map(([name, color]) => [name, this.marked(color)]);
    const byStatus = new Map<string, Color>();
    this.colors = {
      ...(Object.fromEntries(marked) as typeof others),
      forStatus: (status) => {
        const color = byStatus.get(status) ?? this.marked(forStatus(status));
        byStatus.set(status, color);
        return color;
      },
    };
  }

  /** The text as it may be printed, with our colours and no other sequence. */
  printed(text: string): string {
    const mark = new RegExp(`<${this.key} (\\d+)>`, 'g');
    return printable(text).replace(mark, (_, index: string) => this.sequences[+index] ?? '');
  }

  private marked(color: Color): Color {
    const [before = '', after = ''] = color(this.key).split(this.key);
    const [begin, end] = [before, after].map((each) => this.mark(each));
    return (text) => `${begin}${text}${end}`;
  }

  private mark(sequence: string): string {
    if (sequence === '') return '';
    return `<${this.key} ${this.sequences.push(sequence) - 1}>`;
  }
}
