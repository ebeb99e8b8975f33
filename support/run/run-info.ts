import { capabilities, type Capability } from '../contract/capabilities';
import type { Failure } from '../contract/failure';
import type { Coverage } from '../evidence/coverage';
import type { KnownFailure } from './known-failures';
import type { DefaultTransport } from './settings/transport';

/** What `cucumber.js` found on the command line, handed to the plugin and to the reports. */
export interface RunRequest {
  paths: string[];
  names: string[];
  tags: string;
  dryRun: boolean;
  /** `defined`, `reverse` or `random:SEED`. */
  order: string;
  parallel: number;
  /** Folder of the reports. */
  reports: string;
  /** Whether scenarios that pass only when tried again fail the run. */
  strictFlaky: boolean;
  /** What becomes known of it. */
  info: RunInfo;
}

/** Whether nobody has narrowed the run: then all of the contract has to be exercised. */
export function isWhole({ paths = [], names = [], tags = '' }: Partial<RunRequest>): boolean {
  return paths.length === 0 && names.length === 0 && tags === '';
}

/** What the plugin learns about the platform, for the reports. */
export interface PlatformInfo {
  baseUrl: string;
  version: string;
  /** What its description calls it. */
  name?: string | undefined;
  /** What every request says besides its own headers, as it may be shown. */
  headers?: Readonly<Record<string, string>>;
  /** Whether this run started it. */
  own: boolean;
  /** Set when the platform ended before the run did. */
  died?: string;
  /** What befell it while it was tested. */
  incidents?: Incident[];
}

/** A time in which the platform did not answer, or after which it had begun anew; ms since 1970. */
export interface Incident {
  what: 'gone' | 'restarted';
  from: number;
  to: number;
}

/**
 * What becomes known of a run while it goes on: the plugin says it, and the reports ask. `cucumber.js`
 * makes one and hands it to both in their options, which Cucumber passes on as it is because it is
 * the instance of a class; `handing-over.test.ts` notices when that is no longer so.
 */
export class RunInfo {
  platform?: PlatformInfo;
  /** Whether the suite could start platforms of its own, because no other one was named. */
  ownPlatform = true;
  /** The commit of what was run, if it is known. */
  commit?: string | undefined;
  /** What the platform claims to keep; a scenario that needs more is skipped. */
  claims: readonly Capability[] = capabilities;
  /** Why the run was given up before the first scenario. */
  gaveUp?: string;
  /** What the run exercised of the contract; set when all scenarios have ended. */
  coverage?: Coverage;
  /** What is to be said of tags that were asked for and no scenario has. */
  unknownTags?: string[];
  /** What is known to fail. */
  known: KnownFailure[] = [];
  /** How the processes ended that ended before the run did, by the numbers of the workers. */
  workerEnds: Record<string, string> = {};
  /** What the witness of the run has against what attempts at scenarios received, by the attempts. */
  witnessed: Record<string, Failure[]> = {};
  leftOut: LeftOut = { heavy: 0, ownPlatform: 0, socketIo: 0 };
  /** What subscribers spoke whose transport a feature does not name. */
  transport: DefaultTransport = 'socket.io';
}

export interface LeftOut {
  /** Scenarios that nobody has asked for, because they are heavy. */
  heavy: number;
  /** Scenarios that start a platform themselves, while BASE_URL names another. */
  ownPlatform: number;
  /** Scenarios about Socket.IO itself, while subscribers speak plain WebSocket. */
  socketIo: number;
}
