import path from 'node:path';
import { distance } from 'fastest-levenshtein';
import { LONGEST_DELAY_MS } from './orders/clock';
import type { DelayRange } from './orders/delays';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Every environment variable that the platform reads. */
const SETTINGS = [
  ...(['PORT', 'HOST', 'ENDPOINT_DELAY_MS', 'EXECUTION_DELAY_MS', 'RANDOM_SEED'] as const),
  ...(['SIMULATION_CONTROLS', 'CORS_ORIGIN', 'LOG_LEVEL', 'REPORTS_DIR', 'MAX_ORDERS'] as const),
  ...(['MAX_CONNECTIONS', 'MAX_REQUESTS', 'MAX_SUBSCRIPTIONS'] as const),
] as const;
type Setting = (typeof SETTINGS)[number];

/** The settings of the platform, checked. */
export interface Config {
  /** 0 picks a free port. */
  readonly port: number;
  readonly host: string;
  /** The random delay of each order endpoint. */
  readonly endpointDelay: DelayRange;
  /** The random time from PENDING to EXECUTED. */
  readonly executionDelay: DelayRange;
  /** Makes the delays repeatable; a 32-bit integer. */
  readonly randomSeed?: number;
  /** Whether X-Execution-Delay-Ms is heeded. */
  readonly simulationControls: boolean;
  readonly maxOrders: number;
  /** Connections that are served at a time, and clients of Socket.IO, which may have none. */
  readonly maxConnections: number;
  /** Requests that wait for their answers at a time. */
  readonly maxRequests: number;
  /** What one client may be subscribed to at a time. */
  readonly maxSubscriptions: number;
  /** The origins that a browser may call from. */
  readonly corsOrigins: '*' | string[];
  readonly logLevel: LogLevel;
  /** The folder that /test-results publishes; absolute. */
  readonly reportsDir: string;
}

/** A setting that the platform cannot start with; the message names it and says why. */
export class ConfigError extends Error {}

/**
 * Reads the settings from environment variables; an empty one counts as not set.
 *
 * @throws ConfigError for the first variable that is no good
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  expectNoMisspelt(env);
  const read = <T>(name: Setting, fallback: string, parse: (text: string) => T): T => {
    const text = env[name] || fallback;
    try {
      return parse(text);
    } catch (error) {
      throw new ConfigError(`${name}: ${JSON.stringify(text)} ${(error as Error).message}`);
    }
  };
  return {
    port: read('PORT', '3000', wholeNumber(0, 65_535)),
    host: read('HOST', '0.0.0.0', hostName),
    endpointDelay: read('ENDPOINT_DELAY_MS', '100-1000', delayRange),
    executionDelay: read('EXECUTION_DELAY_MS', '1500-2500', delayRange),
    randomSeed: read('RANDOM_SEED', '', (text) =>
      text === '' ? undefined : wholeNumber(-(2 ** 31), 2 ** 31 - 1)(text),
    ),
    simulationControls: read('SIMULATION_CONTROLS', 'on', oneOf('on', 'off')) === 'on',
    maxOrders: read('MAX_ORDERS', '1000000', wholeNumber(1, 100_000_000)),
    maxConnections: read('MAX_CONNECTIONS', '8000', wholeNumber(1, 1_000_000)),
    maxRequests: read('MAX_REQUESTS', '8000', wholeNumber(1, 1_000_000)),
    maxSubscriptions: read('MAX_SUBSCRIPTIONS', '1000', wholeNumber(1, 1_000_000)),
    corsOrigins: read('CORS_ORIGIN', '*', origins),
    logLevel: read('LOG_LEVEL', 'info', oneOf(...LOG_LEVELS)),
    reportsDir: path.resolve(env.REPORTS_DIR || 'reports'),
  };
}

/** A setting with a slip in its name would be passed over, and the platform be another than was meant. */
function expectNoMisspelt(env: NodeJS.ProcessEnv): void {
  for (const [given, text] of Object.entries(env)) {
    const meant = SETTINGS.find((name) => isSlip(given, name));
    if (text && meant !== undefined && !(meant in env))
      throw new ConfigError(
        `${given}: ${JSON.stringify(text)} is given to no setting of the platform; did you mean ${meant}?`,
      );
  }
}

/** Alike but for one letter in seven, underscores and case; of short names, nothing is. */
function isSlip(given: string, name: Setting): boolean {
  const bare = (text: string) => text.replaceAll('_', '').toUpperCase();
  const most = Math.floor(bare(name).length / 7);
  return most > 0 && distance(bare(given), bare(name)) <= most;
}

function wholeNumber(min: number, max: number) {
  return (text: string): number => {
    const value = Number(text);
    if (!/^-?\d+$/.test(text) || value < min || value > max) {
      throw new Error(`is not a whole number from ${min} to ${max}`);
    }
    return value;
  };
}

function delayRange(text: string): DelayRange {
  const match = /^(\d+)-(\d+)$/.exec(text);
  if (!match) throw new Error('is not a range of milliseconds such as 100-1000');
  const range = { fromMs: Number(match[1]), toMs: Number(match[2]) };
  if (range.fromMs > range.toMs) throw new Error('is a range that ends before it begins');
  if (range.toMs > LONGEST_DELAY_MS) {
    throw new Error(`is longer than ${LONGEST_DELAY_MS} milliseconds`);
  }
  return range;
}

function oneOf<T extends string>(...allowed: readonly T[]) {
  return (text: string): T => {
    const value = allowed.find((candidate) => candidate === text);
    if (value === undefined) throw new Error(`is not one of ${allowed.join(', ')}`);
    return value;
  };
}

function hostName(text: string): string {
  if (!/^[\w.:-]+$/.test(text)) throw new Error('is not a host name or an IP address');
  return text;
}

function origins(text: string): '*' | string[] {
  if (text === '*') return '*';
  const list = text.split(',').map((origin) => origin.trim());
  const wrong = list.find((origin) => !isOrigin(origin));
  if (wrong !== undefined) {
    throw new Error('is neither * nor a list of origins such as https://a.example,http://b:8080');
  }
  return list;
}

/** An origin is scheme, host and port, as browsers send it (RFC 6454, section 6.2). */
function isOrigin(text: string): boolean {
  return text.startsWith('http') && URL.canParse(text) && new URL(text).origin === text;
}
