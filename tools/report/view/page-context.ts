import type { Comparison } from '../../history/comparison';
import type { Html } from '../../html/html';
import type { Addressee } from '../../run-model/curl';

/** What the parts of a page share while it is made. */
export interface PageContext {
  /** With earlier runs; undefined where this one did not come to its end. */
  comparison?: Comparison | undefined;
  /** Since when each reason is there, by its key; what is new is not among them. RFC 3339. */
  since?: ReadonlyMap<string, string>;
  /** Files among the records of earlier runs that are none. */
  ignoredFiles: readonly string[];
  /** The platform, for requests to be sent again. */
  platform?: Addressee | undefined;
  /** Whether the pages of multiple-cucumber-html-reporter stand beside the report. */
  hasFolder: boolean;
  /** The evidence of each scenario by its id, to be kept compressed; the parts add to it. */
  evidence: Map<string, Html[]>;
}
