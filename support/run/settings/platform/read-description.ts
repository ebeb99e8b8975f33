import fs from 'node:fs';
import path from 'node:path';
import Ajv, { type ErrorObject } from 'ajv';
import { CORE_SCHEMA, load } from 'js-yaml';
import { didYouMean } from '../did-you-mean';
import { SettingError } from '../setting-error';
import { encoded, readAddress, type Address, type Credentials } from './address';
import {
  byContract,
  plainDescription,
  type PlatformDescription,
  type Proxy,
  type Range,
} from './description';
import { tlsOf, type WrittenTls } from './certificates';
import schema from './platform.schema.json';
import { hidden, isConfidential, Secrets, type Secret } from './secrets';

/** The file as it is written; its schema says what each field means. */
interface Written extends WrittenTls {
  name?: string;
  baseURL?: string;
  extraHTTPHeaders?: Record<string, string>;
  apiKey?: { header?: string; value: string };
  bearerToken?: string;
  httpCredentials?: { username: string; password: string };
  proxy?: 'environment' | { server: string; bypass?: string; username?: string; password?: string };
  socketIO?: { path?: string; auth?: Record<string, unknown> };
  endpointDelayMs?: string;
  executionDelayMs?: string;
  deadlineFactor?: number;
  capabilities?: string[];
  knownFailures?: unknown[];
}

const isValid = new Ajv({ allErrors: true, strict: true, verbose: true }).compile<Written>(schema);

/**
 * Reads the description of a platform.
 * @param file YAML by `platform.schema.json`
 * @param env where a text says `${NAME}`
 * @throws SettingError that names the file, the field and what is wrong with it, all faults at once
 */
export function readDescription(file: string, env: NodeJS.ProcessEnv): PlatformDescription {
  const secrets: Secret[] = [];
  const content = filledIn(parsed(file), env, file, secrets);
  if (!isValid(content)) {
    const faults = faultsOf(isValid.errors ?? [], file);
    throw new SettingError(new Secrets(secrets).mask(faults));
  }
  expectEvents(content, file);
  const beside = (given: string) => contentOf(path.resolve(path.dirname(file), given), file, given);
  const address = readAddress(`${file}, baseURL`, content.baseURL);
  const headers = headersOf(content, address, file);
  const proxy = proxyOf(content.proxy, file);
  secrets.push(...writtenSecrets(content, { address, headers, proxy }));
  return {
    ...plainDescription(address?.baseUrl),
    ...{ name: content.name, file, headers, secrets },
    shownHeaders: shown(headers, secrets),
    tls: tlsOf(content, beside, file),
    proxy,
    socketIo: { path: content.socketIO?.path ?? '/socket.io', auth: content.socketIO?.auth },
    endpointDelay:
      rangeOf(`${file}, endpointDelayMs`, content.endpointDelayMs) ?? byContract.endpointDelay,
    executionDelay:
      rangeOf(`${file}, executionDelayMs`, content.executionDelayMs) ?? byContract.executionDelay,
    deadlineFactor: content.deadlineFactor ?? 1,
    ...{ capabilities: content.capabilities, knownFailures: content.knownFailures },
  };
}

/** Core promises events, which have to come somehow. */
function expectEvents({ capabilities }: Written, file: string): void {
  const isThere = (each: string) => capabilities?.includes(each) ?? true;
  if (!isThere('socket.io') && !isThere('websocket'))
    throw new SettingError(
      `${file}, capabilities: events need one of socket.io and websocket, or nobody can receive any`,
    );
  if (isThere('recovery') && !isThere('socket.io'))
    throw new SettingError(
      `${file}, capabilities: recovery is of Socket.IO; it needs socket.io too`,
    );
}

function parsed(file: string): unknown {
  if (!fs.existsSync(file)) {
    const there = neighbours(file);
    throw new SettingError(
      `PLATFORM: there is no file "${file}", which would describe a platform.${didYouMean(file, there)}`,
    );
  }
  try {
    return load(fs.readFileSync(file, 'utf8'), { schema: CORE_SCHEMA }) ?? {};
  } catch (error) {
    throw new SettingError(`${file}: ${(error as Error).message}`);
  }
}

function neighbours(file: string): string[] {
  const folder = path.dirname(file);
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => path.join(folder, name));
}

/** Puts what the environment says into every text, and keeps that it is secret. */
function filledIn(
  value: unknown,
  env: NodeJS.ProcessEnv,
  place: string,
  secrets: Secret[],
): unknown {
  if (typeof value === 'string')
    return value.replace(/\$\{([^}]*)\}/g, (_, name: string) => {
      const found = env[name];
      if (found === undefined || found === '')
        throw new SettingError(`${place}: ${name} is not set in the environment`);
      secrets.push({ value: found, shownAs: `$${name}` });
      return found;
    });
  if (Array.isArray(value))
    return value.map((each, index) => filledIn(each, env, `${place}, entry ${index + 1}`, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      filledIn(each, env, `${place}, ${name}`, secrets),
    ]),
  );
}

function faultsOf(errors: readonly ErrorObject[], file: string): string {
  // Of several alternatives the one that is meant says what is wrong; the alternative itself does not.
  const told = errors.filter(({ keyword }) => keyword !== 'oneOf');
  return [...new Set(told.map((error) => faultOf(error, file)))].join('\n');
}

function faultOf(error: ErrorObject, file: string): string {
  const fields = error.instancePath.split('/').slice(1);
  const place = [file, ...fields.map((each) => (/^\d+$/.test(each) ? entry(each) : each))].join(
    ', ',
  );
  const params = error.params as Record<string, unknown>;
  const value = JSON.stringify(error.data);
  switch (error.keyword) {
    case 'additionalProperties': {
      const given = String(params.additionalProperty);
      const known = Object.keys(error.parentSchema?.properties as object);
      return `${place}: there is no "${given}"; there are ${known.join(', ')}.${didYouMean(given, known)}`;
    }
    case 'enum': {
      const allowed = params.allowedValues as string[];
      return `${place}: ${value} is not one of ${allowed.join(', ')}.${didYouMean(String(error.data), allowed)}`;
    }
    case 'required':
      return `${place}: ${String(params.missingProperty)} is missing`;
    case 'pattern':
      return `${place}: ${value} is not such as ${String(error.parentSchema?.default)}`;
    default:
      return `${place}: ${value} ${error.message}`;
  }
}

function entry(index: string): string {
  return `entry ${Number(index) + 1}`;
}

function headersOf(
  { extraHTTPHeaders, apiKey, bearerToken, httpCredentials }: Written,
  address: Address | undefined,
  file: string,
): Record<string, string> {
  const basic = httpCredentials ?? address?.credentials;
  const authorizations = [
    ...(bearerToken === undefined ? [] : [`Bearer ${bearerToken}`]),
    ...(basic === undefined ? [] : [`Basic ${encoded(basic)}`]),
  ];
  if (authorizations.length > 1)
    throw new SettingError(
      `${file}: bearerToken and a name with its password are both sent as Authorization; give one of them`,
    );
  const [authorization] = authorizations;
  const headers = {
    ...extraHTTPHeaders,
    ...(apiKey && { [apiKey.header ?? 'X-API-Key']: apiKey.value }),
    ...(authorization !== undefined && { Authorization: authorization }),
  };
  for (const [name, value] of Object.entries(headers))
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || /[^\t\x20-\x7e\x80-\xff]/.test(value))
      throw new SettingError(`${file}, extraHTTPHeaders, ${name}: this is no header of HTTP`);
  return headers;
}

/** How a name and a password are sent (RFC 7617). */
export function basic(credentials: Credentials) {
  const sent = encoded(credentials);
  return {
    headers: { Authorization: `Basic ${sent}` },
    shownHeaders: { Authorization: hidden },
    secrets: [sent, credentials.password].map((value) => ({ value, shownAs: hidden })),
  };
}

interface Reached {
  address: Address | undefined;
  headers: Readonly<Record<string, string>>;
  proxy: PlatformDescription['proxy'];
}

/** What stands in the file itself and is secret all the same. */
function writtenSecrets(
  { apiKey, bearerToken, httpCredentials, clientCertificate, socketIO }: Written,
  { address, headers, proxy }: Reached,
): Secret[] {
  const basic = httpCredentials ?? address?.credentials;
  const values = [
    ...[apiKey?.value, bearerToken, basic?.password, basic && encoded(basic)],
    ...[clientCertificate?.passphrase, typeof proxy === 'object' ? proxy.password : undefined],
    ...Object.values(socketIO?.auth ?? {}).filter((value) => typeof value === 'string'),
    ...Object.entries(headers).flatMap(([name, value]) => (isConfidential(name) ? value : [])),
  ];
  return values.filter((value) => value !== undefined).map((value) => ({ value, shownAs: hidden }));
}

/** With what came from the environment as `$NAME`, and what else is secret hidden. */
function shown(
  headers: Readonly<Record<string, string>>,
  secrets: readonly Secret[],
): Record<string, string> {
  const named = secrets.filter(({ shownAs }) => shownAs !== hidden);
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const text = named.reduce(
        (all, each) => all.replaceAll(each.value, () => each.shownAs),
        value,
      );
      const isHidden = text === value && secrets.some((each) => value.includes(each.value));
      return [name, isHidden ? hidden : text];
    }),
  );
}

function contentOf(absolute: string, file: string, given: string): string {
  if (!fs.statSync(absolute, { throwIfNoEntry: false })?.isFile())
    throw new SettingError(`${file}: there is no file "${given}" beside it`);
  return fs.readFileSync(absolute, 'utf8');
}

function proxyOf(proxy: Written['proxy'], file: string): PlatformDescription['proxy'] {
  if (proxy === undefined || proxy === 'environment') return proxy;
  const { server, bypass = '', username, password } = proxy;
  return {
    ...readProxy(`${file}, proxy, server`, server, bypass),
    ...(username && { username, password }),
  };
}

/**
 * An HTTP proxy by its address, in which a name and a password may stand.
 * @throws SettingError that names what it was given by
 */
export function readProxy(name: string, server: string, bypass: string): Proxy {
  const url = URL.canParse(server) ? new URL(server) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw new SettingError(
      `${name}: "${server}" is not the address of a proxy, such as http://proxy.example:3128`,
    );
  return {
    server: url.origin,
    bypass: bypass.split(/[\s,]+/).filter((each) => each !== ''),
    ...(url.username !== '' && {
      username: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
    }),
  };
}

/** @returns undefined where nothing is said */
function rangeOf(place: string, text: string | undefined): Range | undefined {
  if (text === undefined) return undefined;
  const [min = 0, max = 0] = text.split('-').map(Number);
  if (min > max) throw new SettingError(`${place}: "${text}" ends before it begins`);
  return { min, max };
}
