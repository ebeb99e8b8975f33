import type { ClauseId } from './clauses';
import type { Answer } from './messages';
import { endpointOf } from './operations';

/** The clause that says what a request of this kind comes to where all is well. */
export function clauseOfEndpoint(method: string, path: string): ClauseId {
  const [pathname = ''] = path.split('?');
  switch (endpointOf(method, path)?.operation.operationId) {
    case 'placeOrder':
      return 'PLACE-1';
    case 'listOrders':
      return 'LIST-1';
    case 'readOrder':
      return 'READ-1';
    case 'cancelOrder':
      return 'CANCEL-1';
    case 'readHealth':
      return 'HEALTH-1';
    case 'readOpenApi':
    case 'readAsyncApi':
      return 'DOCS-1';
    case undefined:
    default:
      break;
  }
  if (pathname.startsWith('/api-docs')) return 'DOCS-1';
  if (pathname === '/' || pathname.startsWith('/test-results')) return 'PAGES-1';
  return method === 'HEAD' || method === 'OPTIONS' ? 'REFUSE-5' : 'REFUSE-1';
}

/** The clause by which a request should have been answered with this status. */
export function clauseOfStatus({ request }: Pick<Answer, 'request'>, status: number): ClauseId {
  const { method, path, headers } = request;
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
  switch (endpointOf(method, path)?.operation.operationId) {
    case 'placeOrder':
      return 'PLACE-5';
    case 'listOrders':
      return 'PAGE-4';
    case 'readOrder':
    case 'cancelOrder':
      return 'READ-2';
    case undefined:
    default:
      return 'REFUSE-1';
  }
}
