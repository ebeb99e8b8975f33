import type { NewOrder } from '../../contract/types';
import type { ListQuery } from '../../actors/trader';

/** A generated request, and what has to come of it. */
export interface Generated {
  method: 'POST' | 'GET';
  /** Path with query, as it goes over the wire. */
  path: string;
  /** The body as it goes over the wire. */
  body?: string;
  /** The order that is asked for, where the contract allows it. */
  order?: NewOrder;
  /** The list that is asked for, where the contract allows it. */
  query?: ListQuery;
  /** The places that the refusal has to name, such as `/body/quantity`; none for what is valid. */
  faults: readonly string[];
}
