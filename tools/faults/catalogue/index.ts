import type { ClauseId } from '../../../support/contract/clauses';
import type { Kind } from '../fault';
import { falselyClaimed } from '../lacking/claims';
import { answering } from './answering';
import { cancelling } from './cancelling';
import { announcing } from './announcing';
import { counting } from './counting';
import { filtering } from './filtering';
import { identity } from './identity';
import { keys } from './keys';
import { life } from './life';
import { listing } from './listing';
import { placing } from './placing';
import { plain } from './plain';
import { recovering } from './recovering';
import { replaying } from './replaying';
import { rooms } from './rooms';
import { subscribing } from './subscribing';
import { timing } from './timing';
import { validating } from './validating';

/** All that the suite has to notice, in the order of the table. */
export const catalogue: readonly Kind[] = [
  placing,
  validating,
  answering,
  keys,
  identity,
  life,
  cancelling,
  listing,
  filtering,
  counting,
  announcing,
  subscribing,
  rooms,
  recovering,
  replaying,
  plain,
  timing,
  falselyClaimed,
];

/** Clauses that no platform can break, each with the reason. */
export const unbreakable: ReadonlyMap<ClauseId, string> = new Map([
  ['EVENT-8', 'It promises nothing: the suite has to be green where events or answers come late.'],
]);
