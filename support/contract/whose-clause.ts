import type { ClauseId } from './clauses';
import { isFeed } from './feed';
import type { Answer } from './messages';
import { endpointOf } from './operations';

/** By the endpoint's operation: what says that it is answered, and what that it refuses bad input. */
const clausesOf: Partial<Record<string, { answered: ClauseId; refused?: ClauseId }>> = {
  placeOrder: { answered: 'PLACE-1', refused: 'PLACE-5' },
  listOrders: { answered: 'LIST-1', refused: 'PAGE-4' },
  readOrder: { answered: 'READ-1', refused: 'READ-2' },
  cancelOrder: { answered: 'CANCEL-1', refused: 'READ-2' },
  readHealth: { answered: 'HEALTH-1' },
  readOpenApi: { answered: 'DOCS-1' },
  readAsyncApi: { answered: 'DOCS-1' },
};

function clausesOfEndpoint(method: string, path: string) {
  return clausesOf[endpointOf(method, path)?.operation.operationId ?? ''];
}

/** The clause that says what a request of this kind comes to where all is well. */
export function clauseOfEndpoint(method: string, path: string): ClauseId {
  const clauses = clausesOfEndpoint(method, path);
  if (clauses) return clauses.answered;
  const [pathname = ''] = path.split('?');
  if (isFeed(path)) return 'WS-3';
  if (pathname.startsWith('/api-docs')) return 'DOCS-1';
  if (pathname === '/' || pathname.startsWith('/test-results')) return 'PAGES-1';
  return method === 'HEAD' || method === 'OPTIONS' ? 'REFUSE-5' : 'REFUSE-1';
}

/** The clause by which a request should have been answered with this status. */
export function clauseOfStatus({ request }: Pick<Answer, 'request'>, status: number): ClauseId {
  const { method, path, headers } = request;
  if (isFeed(path)) return 'WS-3';
  const given = (name: string) => headers[name] !== undefined;
  if (status < 400) {
    if (given('Idempotency-Key')) return 'KEY-1';
    return given('X-Execution-Delay-Ms') ? 'CTRL-1' : clauseOfEndpoint(method, path);
  }
  switch (status) {
    case 400:
      return clauseOfRefusal(method, path, headers);
    case 404:
      return endpointOf(method, path) ? 'READ-2' : 'REFUSE-1';
    case 405:
    case 413:
    case 415:
      return 'REFUSE-4';
    case 409:
      return 'CANCEL-2';
    case 422:
      return 'KEY-2';
    case 503:
      return 'REFUSE-6';
    default:
      return 'REFUSE-1';
  }
}

function clauseOfRefusal(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): ClauseId {
  if (headers['Idempotency-Key'] !== undefined) return 'KEY-4';
  if (headers['X-Execution-Delay-Ms'] !== undefined) return 'CTRL-1';
  return clausesOfEndpoint(method, path)?.refused ?? 'REFUSE-1';
}
