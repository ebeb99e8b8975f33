import { notClaimed } from '../lacking/claims';
import type { Difference } from './difference';
import { inContent } from './in-content';
import { inHeaders } from './in-headers';
import { inTime } from './in-time';
import { onTheWire } from './on-the-wire';

/** The ways in which right platforms differ, under each of which the suite has to be green. */
export const differences: readonly Difference[] = [
  ...onTheWire,
  ...inHeaders,
  ...inContent,
  ...inTime,
  ...notClaimed,
];
