import type { Conditions } from '../conditions';
import type { Fault } from '../fault';

/** A way in which right platforms differ: nothing of it may turn the suite red. */
export interface Difference {
  /** What is different, to be read after "a platform". */
  name: string;
  /** What leaves it to the platform: a clause of the contract, or a standard that it builds on. */
  by: string;
  /** How the suite is run there; quickly if nothing is said. */
  under?: Conditions;
  /** Called once for every run, so that what a difference remembers begins anew. */
  tamper: Fault['tamper'];
}
