import { inOneLine } from '../contract/visible';
import { masked } from '../run/settings/platform/platform-under-test';
import { type Entry, happening, shownHeaders } from './entries';
import type { Request } from '../contract/messages';

const titleWidth = 36;
const longestText = 600;
/** The rest of a longer text is not even looked at. */
const longestRead = 10_000;

/**
 * Prints a scenario's steps, requests, answers and events as they happen, a line each: the time of
 * day (UTC), the time since the scenario's first step, and the scenario, since others may run beside
 * it.
 */
export class LiveLog {
  private readonly start = performance.now();
  private readonly title: string;

  /** @param print takes a line without its end */
  constructor(
    title: string,
    private readonly print: (line: string) => void = (line) =>
      void process.stderr.write(`${line}\n`),
  ) {
    this.title = (title.length > titleWidth ? `${title.slice(0, titleWidth - 1)}…` : title).padEnd(
      titleWidth,
    );
  }

  step(text: string): void {
    this.say(`── ${text}`);
  }

  /** A request is about to be sent. */
  request({ method, path, headers = {}, body }: Request): void {
    const sent = Object.entries(shownHeaders(headers)).map(([name, value]) => `${name}: ${value}`);
    this.say(actor('trader', ['→', method, path, ...sent, body ?? ''].join(' ')));
  }

  entry(entry: Entry): void {
    if (entry.kind !== 'answer') this.say(happening(entry));
    else {
      const { request, status, text, sentAt, answeredAt } = entry.answer;
      const ms = Math.round(answeredAt - sentAt);
      this.say(
        actor('trader', `← ${status} to ${request.method} ${request.path} after ${ms} ms ${text}`),
      );
    }
  }

  end(status: string, message = ''): void {
    this.say(`── ${status} ${message.split('\n', 1).join('')}`);
  }

  private say(text: string): void {
    const time = new Date().toISOString().slice(11, 23);
    const passed = `+${((performance.now() - this.start) / 1000).toFixed(3)} s`.padStart(10);
    const line = inOneLine(masked(text.slice(0, longestRead))).trimEnd();
    const shown =
      line.length > longestText
        ? `${line.slice(0, longestText)}… (${text.length} characters)`
        : line;
    this.print(`${time} ${passed}  ${this.title}  ${shown}`);
  }
}

function actor(name: string, text: string): string {
  return `${name.padEnd(20)}  ${text}`;
}
