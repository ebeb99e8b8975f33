import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Request } from 'express';
import { visit } from 'jsonc-parser';
import { isSafeNumber } from 'lossless-json';
import readBytes from 'raw-body';
import type { InputFault } from '../../contract/types';
import { HttpRefusal } from '../problem';

const BODY_LIMIT_BYTES = 16 * 1024;

/** The codings of a body (RFC 9110, section 8.4.1, and RFC 7932), each with what undoes it. */
const DECODERS = new Map<string, (() => Transform) | undefined>([
  ['identity', undefined],
  ['gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

const CHARSETS = ['utf-8', 'utf-16', 'utf-16le', 'utf-16be'];

/**
 * Reads a JSON body into `req.body`.
 *
 * @returns the fault of a body that is missing or cannot be read, so that it can be reported
 *   together with the request's other faults
 * @throws HttpRefusal `media-type-unsupported`, `body-too-large`: nothing else is looked at then
 */
export async function readJsonBody(req: Request): Promise<InputFault[]> {
  if (!announcesBody(req)) return [fault('is missing')];
  if (!req.is('application/json')) throw unsupported('Send the body as application/json.');
  const charset = charsetOf(req);
  if (!CHARSETS.includes(charset)) throw unsupported(`The body has an unknown charset ${charset}.`);
  let text: string;
  try {
    text = new TextDecoder(charset).decode(await wholeBody(req));
    req.body = JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof HttpRefusal) throw error;
    return [fault(`cannot be read as JSON: ${(error as Error).message}`)];
  }
  return lossesOf(text, req.body);
}

function charsetOf(req: Request): string {
  const [, charset = 'utf-8'] =
    /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(req.get('Content-Type')!) ?? [];
  return charset.toLowerCase();
}

/**
 * The bytes of a body, as they were before they were compressed. What is over the limit is refused
 * as soon as it is: whoever sends it may never come to an end.
 */
async function wholeBody(req: Request): Promise<Buffer> {
  const coding = (req.get('Content-Encoding') ?? 'identity').toLowerCase();
  if (!DECODERS.has(coding)) throw unsupported(`The body has an unknown coding ${coding}.`);
  const decoder = DECODERS.get(coding)?.();
  const length = decoder ? undefined : req.get('Content-Length');
  try {
    return await readBytes(decoder ? req.pipe(decoder) : req, { limit: BODY_LIMIT_BYTES, length });
  } catch (error) {
    req.unpipe().resume(); // what is left of it is in the way of the next request
    if ((error as readBytes.RawBodyError).type !== 'entity.too.large') throw error;
    throw new HttpRefusal('body-too-large', `The body is over ${BODY_LIMIT_BYTES} bytes.`);
  }
}

function unsupported(message: string): HttpRefusal {
  return new HttpRefusal('media-type-unsupported', message);
}

/** What JSON.parse passes over: a field that is given twice, a number that it has to round. */
function lossesOf(text: string, value: unknown): InputFault[] {
  const losses: InputFault[] = [];
  const given = new Set<string>();
  let depth = 0;
  let field = '';
  const [enter, leave] = [() => void (depth += 1), () => void (depth -= 1)];
  const lose = (message: string) => losses.push({ path: `/body/${field}`, message });
  try {
    if (JSON.stringify(value) === text) return []; // as most programs write it: nothing was lost
    visit(text, {
      ...{ onObjectBegin: enter, onObjectEnd: leave, onArrayBegin: enter, onArrayEnd: leave },
      onObjectProperty: (name) => {
        if (depth !== 1) return;
        field = name;
        if (given.has(name)) lose('is given twice');
        given.add(name);
      },
      onLiteralValue: (value, offset, length) => {
        if (typeof value !== 'number' || field === '') return;
        const written = text.slice(offset, offset + length);
        if (!isSafeNumber(written)) lose('has more digits than can be kept');
      },
    });
  } catch (error) {
    // Nested too deeply for its recursion, and so no order: the contract's check says what it is.
    if (!(error instanceof RangeError)) throw error;
  }
  return losses;
}

function announcesBody(req: Request): boolean {
  return req.headers['transfer-encoding'] !== undefined || Number(req.get('Content-Length')) > 0;
}

function fault(message: string): InputFault {
  return { path: '/body', message };
}
