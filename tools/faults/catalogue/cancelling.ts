import type { Order, OrderConflict } from '../../../support/contract/types';
import { aboutClause, inARace } from '../conditions';
import type { Kind, RestResponse } from '../fault';
import {
  answers,
  both,
  cancel,
  executed,
  firstTime,
  isCancelled,
  isCancelling,
  jsonOf,
  list,
  lookUp,
  orderIdIn,
} from '../tools';

const conflict = both(isCancelling, 409);
const done: RestResponse = { status: 204, headers: {}, body: Buffer.of() };
const can = 'Cancelling an order › A pending order can be cancelled';
const only = 'Cancelling an order › Only a pending order can be cancelled';

/** Milliseconds within which a cancel and an execution are at odds. */
const closely = 100;

export const cancelling: Kind = {
  name: 'Cancelling an order',
  faults: [
    {
      name: 'A cancel is confirmed and not carried out',
      means: 'The trader believes that he is out, and the order executes.',
      breaks: 'CANCEL-1',
      caughtBy: `${can} › A cancelled order stays readable as CANCELLED`,
      tamper: () => ({
        rest: async (request, forward) => {
          if (!isCancelling(request)) return forward(request);
          const { status } = await forward(lookUp(orderIdIn(request)));
          return status === 200 ? done : forward(request);
        },
      }),
    },
    {
      name: 'A cancelled order executes all the same',
      means: 'Somebody has bought what he had taken back.',
      breaks: 'EVENT-1',
      caughtBy: `${can} › A cancelled order is not executed any more`,
      tamper: (line) => {
        const isFirst = firstTime();
        return {
          event: (event) => {
            if (isCancelled(event) && isFirst(event.orderId))
              setTimeout(() => line.announce(executed(event)), closely);
            return [event];
          },
        };
      },
    },
    {
      name: 'A cancel hits another order of the same symbol as well',
      means: 'One click takes a whole position off the market.',
      breaks: 'CANCEL-1',
      caughtBy: `${can} › Cancelling one order leaves the others alone`,
      tamper: () => ({
        rest: async (request, forward) => {
          const response = await forward(request);
          if (!both(isCancelling, 204)(request, response)) return response;
          const { symbol } = jsonOf(await forward(lookUp(orderIdIn(request)))) as Order;
          const others = await forward(list({ symbol, orderStatus: 'PENDING', limit: '1' }));
          for (const { orderId } of jsonOf(others) as Order[]) await forward(cancel(orderId));
          return response;
        },
      }),
    },
    {
      name: 'A cancel that comes too late is confirmed',
      means: 'The trader believes that he is out, and has bought.',
      breaks: 'CANCEL-2',
      caughtBy: `${only} › An order that is EXECUTED cannot be cancelled`,
      tamper: () =>
        answers(conflict, (response) =>
          conflictOf(response).orderStatus === 'EXECUTED' ? done : response,
        ),
    },
    {
      name: 'An order can be cancelled twice',
      means: 'Who counts cancels counts one too many, and pays for it where cancels have a price.',
      breaks: 'CANCEL-2',
      caughtBy: `${only} › An order that is CANCELLED cannot be cancelled`,
      tamper: () =>
        answers(conflict, (response) =>
          conflictOf(response).orderStatus === 'CANCELLED' ? done : response,
        ),
    },
    {
      name: 'A cancel that meets the execution wins in its answer alone',
      means: 'For once in a while, and never in a demonstration, a trader is told the wrong end.',
      breaks: 'CANCEL-3',
      caughtBy: 'Cancelling an order › A cancel and an execution never both win',
      under: inARace,
      tamper: () => ({
        rest: async (request, forward) => {
          const sentAt = Date.now();
          const response = await forward(request);
          if (!conflict(request, response)) return response;
          const order = jsonOf(await forward(lookUp(orderIdIn(request)))) as Order;
          const isClose = Date.parse(order.updatedAt) > sentAt - closely;
          return order.orderStatus === 'EXECUTED' && isClose ? done : response;
        },
      }),
    },
    {
      name: 'Of many cancels at the same time two are confirmed',
      means: 'Two programs each believe that it was they who took the order back.',
      breaks: 'CANCEL-4',
      caughtBy: `${only} › Of many cancels at the same time one is accepted`,
      under: aboutClause('CANCEL-4'),
      tamper: () => {
        const cancelledAt = new Map<string, number>();
        return answers(isCancelling, (response, request) => {
          const orderId = orderIdIn(request);
          const isClose = Date.now() - (cancelledAt.get(orderId) ?? 0) < closely;
          cancelledAt.delete(orderId);
          if (response.status === 204) cancelledAt.set(orderId, Date.now());
          return response.status === 409 && isClose ? done : response;
        });
      },
    },
  ],
};

function conflictOf(response: RestResponse): OrderConflict {
  return jsonOf(response) as OrderConflict;
}
