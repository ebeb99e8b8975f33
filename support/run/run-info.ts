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
}

/**
 * What the plugin learns about the platform, for the reports. Both live in the coordinating
 * process; Cucumber offers no way to hand one something from the other.
 */
export interface PlatformInfo {
  baseUrl: string;
  version: string;
  /** Whether this run started it. */
  own: boolean;
  /** Set when the platform ended before the run did. */
  died?: string;
}

export const runInfo: {
  platform?: PlatformInfo;
  /** Scenarios left out because they start a platform themselves and BASE_URL names another. */
  leftOut: number;
} = { leftOut: 0 };
