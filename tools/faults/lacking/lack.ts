import type { Capability } from '../../../support/contract/capabilities';
import type { ClauseId } from '../../../support/contract/clauses';
import type { Conditions } from '../conditions';
import type { Fault } from '../fault';

/** A platform without one capability: right where it does not claim that, and wrong where it does. */
export interface Lack {
  capability: Exclude<Capability, 'core'>;
  /** Another one that there cannot be without it. */
  entails?: Capability;
  /** A clause of the capability that a run has to name where it is claimed all the same. */
  breaks: ClauseId;
  /** Where that has to be caught: `Feature › Rule`. */
  caughtBy: string;
  /** What it means for those who believe the claim. */
  means: string;
  /** How the suite is run where it is claimed; quickly if nothing is said. */
  claimed?: Conditions;
  /** How the suite is run where it is not claimed; quickly if nothing is said. */
  unclaimed?: Conditions;
  /** Settings of the platform that take the capability away. */
  settings?: NodeJS.ProcessEnv;
  /** What takes it away, where no setting does. */
  tamper: Fault['tamper'];
}
