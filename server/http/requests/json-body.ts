import express from 'express';
import type { Request, Response } from 'express';
import { visit } from 'jsonc-parser';
import { isSafeNumber } from 'lossless-json';
import type { InputFault } from '../../contract/types';
import { HttpRefusal } from '../problem';

const BODY_LIMIT_BYTES = 16 * 1024;

const parse = express.json({
  limit: BODY_LIMIT_BYTES,
  strict: false, // texts, numbers and null are JSON too: the contract refuses them, not the parser
  type: () => true, // checked before
  verify: (req, _res, bytes, charset) => texts.set(req, decoded(bytes, charset)),
});

const utf8 = new TextDecoder();

/** UTF-32, which nothing here decodes, has no losses that could be found. */
function decoded(bytes: Buffer, charset: string): string {
  if (charset === 'utf-8') return utf8.decode(bytes);
  return /^utf-32/i.test(charset) ? '' : new TextDecoder(charset).decode(bytes);
}

/** The bodies as they were sent, of requests whose body is being read. */
const texts = new WeakMap<object, string>();

/**
 * Reads a JSON body into `req.body`.
 *
 * @returns the fault of a body that is missing or cannot be read, so that it can be reported
 *   together with the request's other faults
 * @throws HttpRefusal `media-type-unsupported`, `body-too-large`: nothing else is looked at then
 */
export async function readJsonBody(req: Request, res: Response): Promise<InputFault[]> {
  if (!announcesBody(req)) return [fault('is missing')];
  if (!req.is('application/json')) {
    throw new HttpRefusal('media-type-unsupported', 'Send the body as application/json.');
  }
  const error = await parseError(req, res);
  if (!error) return lossesOf(texts.get(req)!, req.body);
  switch (error.status) {
    case 413:
      throw new HttpRefusal('body-too-large', `The body is over ${BODY_LIMIT_BYTES} bytes.`);
    case 415:
      throw new HttpRefusal('media-type-unsupported', `The body has an ${error.message}.`);
    default:
      return [fault(`cannot be read as JSON: ${error.message}`)];
  }
}

interface ParseError {
  status: number;
  message: string;
}

function parseError(req: Request, res: Response): Promise<ParseError | undefined> {
  return new Promise((resolve) =>
    parse(req, res, (error: unknown) => resolve(error as ParseError | undefined)),
  );
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
