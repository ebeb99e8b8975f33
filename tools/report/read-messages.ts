import fs from 'node:fs';
import { parseEnvelope, type Envelope } from '@cucumber/messages';

/** What was given is no file of Cucumber's messages; the message says why. */
export class MessagesError extends Error {}

/**
 * The messages of a run from a file with one a line.
 * @throws MessagesError that names the file, and the line where one is wrong
 */
export function readMessages(file: string): Envelope[] {
  const lines = textOf(file).split('\n');
  const isWhole = lines.at(-1) === '';
  const messages = lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const message = envelopeIn(line);
    if (message) return [message];
    // a run that was broken off may have been writing it
    if (index === lines.length - 1 && index > 0 && !isWhole) return [];
    throw new MessagesError(`${file}:${index + 1}: this line is not one of Cucumber's messages.`);
  });
  if (messages.length === 0)
    throw new MessagesError(`${file} is empty: the run that wrote it did not come to its end.`);
  if (!messages.some(({ meta }) => meta))
    throw new MessagesError(`${file} holds no messages of Cucumber.`);
  return messages;
}

function textOf(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new MessagesError(
      code === 'ENOENT'
        ? `There is no ${file}: run the suite first (npm run bdd), or name a file of Cucumber's messages.`
        : `${file} cannot be read: ${message}`,
    );
  }
}

/** Every message is an object with one property, which says what it is about. */
function envelopeIn(line: string): Envelope | undefined {
  try {
    const envelope = parseEnvelope(line);
    const [content, ...others] = Object.values(envelope) as unknown[];
    return typeof content === 'object' && others.length === 0 ? envelope : undefined;
  } catch {
    return undefined;
  }
}
