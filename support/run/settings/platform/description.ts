import type { Secret } from './secrets';

/** A range of milliseconds, its ends included. */
export interface Range {
  min: number;
  max: number;
}

/** How a platform is reached, and what it claims: what its file says, checked and made complete. */
export interface PlatformDescription {
  /** What reports call it. */
  name?: string | undefined;
  /** Without a slash at its end, and without a password; undefined where the suite starts one. */
  baseUrl: string | undefined;
  /** What is sent with every request, as `Authorization` and the like. */
  headers: Readonly<Record<string, string>>;
  /** The same headers as they may be shown. */
  shownHeaders: Readonly<Record<string, string>>;
  tls: TlsOptions;
  /** `environment` for the proxy that HTTPS_PROXY and HTTP_PROXY name. */
  proxy?: Proxy | 'environment' | undefined;
  socketIo: SocketIoOptions;
  endpointDelay: Range;
  executionDelay: Range;
  deadlineFactor: number;
  /** By the names of the contract; undefined where nothing is said. */
  capabilities?: readonly string[] | undefined;
  /** As they stand in the file; whoever needs them checks them. */
  knownFailures?: readonly unknown[] | undefined;
  secrets: readonly Secret[];
  /** The file that says so, for messages about it. */
  file?: string | undefined;
}

/** Certificates and keys as PEM, as node:tls takes them. */
export interface TlsOptions {
  /** Trusted besides those that Node.js trusts. */
  ca?: readonly string[];
  cert?: string;
  key?: string;
  passphrase?: string;
  /** False where any certificate will do. */
  rejectUnauthorized?: boolean;
}

/** An HTTP proxy. */
export interface Proxy {
  /** Its address, such as `http://proxy.example:3128`. */
  server: string;
  /** Hosts that are reached without it; `.example.org` stands for all below it. */
  bypass: readonly string[];
  username?: string | undefined;
  password?: string | undefined;
}

export interface SocketIoOptions {
  /** Below the platform's address. */
  path: string;
  /** What a client says as it connects. */
  auth?: Readonly<Record<string, unknown>> | undefined;
}

/** The contract's own ranges, in milliseconds. */
export const byContract = {
  endpointDelay: { min: 100, max: 1000 },
  executionDelay: { min: 1500, max: 2500 },
} as const;

/** A platform of which nothing is said: at most where it is. */
export function plainDescription(baseUrl?: string): PlatformDescription {
  return {
    ...{ baseUrl, headers: {}, shownHeaders: {}, tls: {}, socketIo: { path: '/socket.io' } },
    ...byContract,
    ...{ deadlineFactor: 1, secrets: [] },
  };
}
