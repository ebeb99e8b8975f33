import type { GherkinDocument, TestStepResultStatus } from '@cucumber/messages';
import type { Coverage } from '../../../support/evidence/coverage';
import type { EvidenceRecord } from '../../../support/evidence/evidence-record';
import type { LoadMetrics } from '../../../support/load/metrics-files';
import type { Conformance } from '../../conformance/model';
import type { ScenarioName } from '../../run-model/names';
import type { Failure } from '../../../support/contract/failure';
import type { RunVerdict } from '../../run-model/verdict';
import type { RunEnd, Verdict } from '../../run-model/run';
import type { RunDetails } from '../../run-model/run-message';

/** Everything that `bdd-report.html` says about one run, before it is put into words. */
export interface Report {
  run: RunDetails;
  /** Of the run; see Cucumber's `testRunStarted`. */
  id?: string | undefined;
  /** What it comes to, and why. */
  verdict: RunVerdict;
  /** How far the run came. */
  end: RunEnd;
  /** When it began; undefined if it never did. */
  startedAt?: Date;
  seconds: number;
  /** The versions of what it ran on, such as `Node 20.20.2`. */
  machine: string[];
  /** Feature files that cannot be read. */
  unreadable: { uri: string; message: string }[];
  features: ReportedFeature[];
  coverage?: Coverage;
  /** What it says of each clause of the contract. */
  conformance: Conformance;
}

export interface ReportedFeature {
  /** The whole of it, as it is written. */
  document: GherkinDocument;
  uri: string;
  name: string;
  scenarios: ReportedScenario[];
}

export interface ReportedScenario {
  /** The same in every run; the address of the scenario in the page is `#scenario-ID`. */
  id: string;
  name: ScenarioName;
  /** Of the Gherkin example or outline, and of an outline the row. */
  astNodeIds: readonly string[];
  tags: string[];
  outcome: Verdict;
  seconds: number;
  /** The command that runs it alone, in the same order. */
  again: string;
  /** The last one is what counts. */
  attempts: ReportedAttempt[];
}

export interface ReportedAttempt {
  steps: ReportedStep[];
  /** Why it has not passed. */
  causes: Cause[];
  evidence?: EvidenceRecord;
  /** The figures of the load that it measured. */
  load?: LoadMetrics;
  attachments: Shown[];
}

export interface ReportedStep {
  /** Of the Gherkin step; undefined for a hook. */
  astNodeId?: string | undefined;
  /** `Given `, or what a hook is. */
  keyword: string;
  text: string;
  table?: string[][];
  docString?: string;
  status: `${TestStepResultStatus}`;
  seconds: number;
}

/** One reason why an attempt has not passed. */
export interface Cause {
  /** The step or hook, in words. */
  step: string;
  /** What went wrong, in one line. */
  message: string;
  /** The same in parts. */
  failure: Failure;
  /** The two values that differ, where the failure has two to show. */
  difference?: { expected: string; actual: string };
  /** Where in the code. */
  stack: string;
  /** A beginning of the code of a step that is not defined. */
  snippet?: string;
}

/** An attachment to read or to look at. */
export interface Shown {
  name: string;
  mediaType: string;
  /** Text as it is, anything else in base64. */
  body: string;
  isText: boolean;
}
