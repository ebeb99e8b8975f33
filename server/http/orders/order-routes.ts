import { Router } from 'express';
import type { Request, RequestHandler } from 'express';
import type { InputFault, NewOrder } from '../../contract/types';
import { toWireOrder } from '../../contract/wire';
import type { Exchange } from '../../orders/exchange';
import type { OrderStatus } from '../../orders/order';
import { allowOnly } from '../requests/allow-only';
import type { ContractValidator } from '../requests/contract-validator';
import { Cursors } from './cursor';

const EXECUTION_DELAY = 'x-execution-delay-ms';

export interface OrderRoutesParts {
  readonly exchange: Exchange;
  /** Holds a request for the random delay of its endpoint, before anything else is done. */
  readonly delay: RequestHandler;
  readonly check: ContractValidator;
  /** Whether X-Execution-Delay-Ms is heeded. */
  readonly simulationControls: boolean;
}

/** The four endpoints for orders. */
export function createOrderRoutes(parts: OrderRoutesParts): Router {
  const { exchange, delay, check, simulationControls } = parts;
  const router = Router({ caseSensitive: true, strict: true });
  const cursors = new Cursors();

  const dropControlsIfOff: RequestHandler = (req, _res, next) => {
    if (!simulationControls) delete req.headers[EXECUTION_DELAY];
    next();
  };

  router.post('/orders', delay, dropControlsIfOff, check('placeOrder'), async (req, res) => {
    const executionDelay = req.headers[EXECUTION_DELAY];
    const order = await exchange.place(req.body as NewOrder, {
      idempotencyKey: req.get('Idempotency-Key'),
      executionDelayMs: executionDelay === undefined ? undefined : Number(executionDelay),
    });
    res.status(201).location(`/orders/${order.orderId}`).json(toWireOrder(order));
  });

  const cursorFaults = ({ query: { cursor } }: Request): InputFault[] => {
    if (typeof cursor !== 'string' || cursors.read(cursor) !== undefined) return [];
    return [{ path: '/query/cursor', message: 'is not from a Link of this list' }];
  };

  router.get('/orders', delay, check('listOrders', cursorFaults), async (req, res) => {
    const query = req.query as unknown as ListParameters; // as the contract's check has left it
    const before = query.cursor === undefined ? undefined : cursors.read(query.cursor);
    const page = await exchange.list({ ...query, before });
    if (page.next !== undefined) res.set('Link', linkToNext(query, cursors.write(page.next)));
    res.json(page.orders.map(toWireOrder));
  });

  router.get('/orders/:orderId', delay, check('readOrder'), async (req: OrderRequest, res) => {
    res.json(toWireOrder(await exchange.find(req.params.orderId)));
  });

  router.delete('/orders/:orderId', delay, check('cancelOrder'), async (req: OrderRequest, res) => {
    await exchange.cancel(req.params.orderId);
    res.status(204).end();
  });

  // Behind the routes, since nearly every request is for one of them.
  router.all('/orders', allowOnly('GET', 'POST'));
  router.all('/orders/:orderId', allowOnly('GET', 'DELETE'));
  return router;
}

type OrderRequest = Request<{ orderId: string }>;

interface ListParameters {
  orderStatus?: OrderStatus;
  symbol?: string;
  limit: number;
  cursor?: string;
}

/** The Link of a page that has a next one (RFC 8288). */
function linkToNext({ limit, orderStatus, symbol }: ListParameters, cursor: string): string {
  const query = new URLSearchParams({ limit: String(limit), cursor });
  if (orderStatus !== undefined) query.set('orderStatus', orderStatus);
  if (symbol !== undefined) query.set('symbol', symbol);
  return `</orders?${query.toString()}>; rel="next"`;
}
