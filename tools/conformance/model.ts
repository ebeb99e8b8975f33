import type { Capability } from '../../support/contract/capabilities';
import type { Clause } from '../../support/contract/clauses';
import type { KnownFailure } from '../../support/run/known-failures';
import type { Scenario } from '../run-model/run';

/** What a run says of a clause, the worst first. */
export const clauseVerdicts = [
  /** Something that the run has seen goes against it. */
  'broken',
  /** What would judge it could not, and nothing broke it. */
  'could not be judged',
  /** None of its scenarios came to an end. */
  'not exercised',
  /** The platform does not claim its capability. */
  'not claimed',
  /** At least one of its scenarios passed, and nothing broke it. */
  'kept',
] as const;
export type ClauseVerdict = (typeof clauseVerdicts)[number];

/** A clause of the contract, and what a run says of it. */
export interface JudgedClause extends Clause {
  verdict: ClauseVerdict;
  /** Why it is not kept, a sentence each. */
  why: string[];
  /** By which entries all that breaks it is known; empty where something is not. */
  known: KnownFailure[];
  /** Those whose rule names it. */
  scenarios: Scenario[];
  /** The faults of the catalogue that it protects from. */
  faults: ProtectedFrom[];
}

/** Something that real platforms do wrong. */
export interface ProtectedFrom {
  name: string;
  /** What that means for those who work with the platform. */
  means: string;
}

/** What a run says of the contract, clause by clause. */
export interface Conformance {
  /** How much of the suite it rests on: all of it, a selection, or what was run before it ended. */
  basis: 'whole' | 'part' | 'broken off';
  /** What the platform claims to keep, in the order of {@link capabilities}. */
  claims: Capability[];
  /** In the order of the contract's page. */
  clauses: JudgedClause[];
}
