import fs from 'node:fs';
import { visible, visibleIn } from '../contract/visible';
import { masked } from '../run/settings/platform/platform-under-test';

/**
 * A text of a run as anybody may see it: no secret is in it, and nothing that a terminal or a build
 * server would obey. Whatever is printed or handed to the reports goes by this.
 */
export function printable(text: string): string {
  return visible(masked(text));
}

/**
 * The same of data as JSON, text by text: as it stands, JSON only hides what is in it, and a secret
 * may look like a part of it.
 */
export function printableJson(json: string, show = printable): string {
  return JSON.stringify(visibleIn(JSON.parse(json) as unknown, show));
}

/**
 * Says something beside the results of a run, on standard error and at once: the process may end
 * with the next line.
 */
export function sayAside(text: string): void {
  try {
    fs.writeSync(process.stderr.fd, `${printable(text)}\n`);
  } catch {
    // Nobody listens any more, and there is nobody else to tell.
  }
}
