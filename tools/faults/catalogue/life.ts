import type { Order } from '../../../support/contract/types';
import { aboutClause } from '../conditions';
import type { Kind, RestResponse } from '../fault';
import {
  answers,
  both,
  headerOf,
  isCancelled,
  isExecuted,
  isLookingUp,
  isPlacing,
  isShowingOrders,
  jsonOf,
  oneIn,
  orderIdIn,
  requests,
  shownOrders,
  unknownOrder,
  withHeader,
} from '../tools';

const control = 'x-execution-delay-ms';
const lookedUp = both(isLookingUp, 200);
const keeps = 'The life of an order › A change of status changes nothing else';

export const life: Kind = {
  name: 'The life of an order, and looking it up',
  faults: [
    {
      name: 'Look-ups are served from a cache',
      means: 'A trader who has cancelled still sees his order as pending.',
      breaks: 'READ-1',
      caughtBy:
        'Cancelling an order › A pending order can be cancelled › A cancelled order stays readable as CANCELLED',
      tamper: () => {
        const cache = new Map<string, RestResponse>();
        return {
          rest: async (request, forward) => {
            const cached = isLookingUp(request) ? cache.get(orderIdIn(request)) : undefined;
            if (cached) return cached;
            const response = await forward(request);
            if (both(isPlacing, 201)(request, response))
              cache.set(
                (jsonOf(response) as Order).orderId,
                withHeader({ ...response, status: 200 }, 'location', undefined),
              );
            return response;
          },
        };
      },
    },
    {
      name: 'Every other look-up comes from a copy that has not heard of the execution',
      means: 'Who asks twice gets two truths.',
      breaks: 'EVENT-4',
      caughtBy: 'What subscribers receive, and in which order › Events and REST agree',
      tamper: () => {
        const isSecond = oneIn(2);
        return shownOrders(isLookingUp, (order) =>
          isExecuted(order) && isSecond(order.orderId) ? asPlaced(order) : order,
        );
      },
    },
    {
      name: 'Executed orders are moved to an archive and cannot be looked up any more',
      means: 'Whoever settles the trades finds nothing to settle.',
      breaks: 'READ-1',
      caughtBy:
        'Looking up an order › An order can be looked up in every status › An order that is EXECUTED is shown as such',
      tamper: () =>
        answers(lookedUp, (response, request) =>
          isExecuted(jsonOf(response) as Order) ? unknownOrder(orderIdIn(request)) : response,
        ),
    },
    {
      name: 'An order is never executed',
      means: 'A trader waits for ever.',
      breaks: 'LIFE-1',
      caughtBy:
        'What subscribers receive, and in which order › The events of an order tell its life in order › PENDING comes before EXECUTED',
      under: aboutClause('EVENT-8'),
      tamper: () =>
        requests(
          (request) => isPlacing(request) && headerOf(request, control) === undefined,
          (request) => withHeader(request, control, '60000'),
        ),
    },
    {
      name: 'A cancelled order is shown as executed in the end',
      means: 'What was taken back is settled all the same.',
      breaks: 'LIFE-3',
      caughtBy:
        'Cancelling an order › A pending order can be cancelled › A cancelled order stays readable as CANCELLED',
      under: aboutClause('LIFE-3'),
      tamper: () =>
        shownOrders(isLookingUp, (order) =>
          isCancelled(order) ? { ...order, orderStatus: 'EXECUTED' } : order,
        ),
    },
    {
      name: 'The time of the last change stays that of the placement',
      means: 'Nobody can say when the trade was made.',
      breaks: 'LIFE-2',
      caughtBy: keeps,
      tamper: () =>
        shownOrders(isShowingOrders, (order) => ({ ...order, updatedAt: order.placedAt })),
    },
  ],
};

/** An order as it was before anything happened to it. */
function asPlaced(order: Order): Order {
  return { ...order, orderStatus: 'PENDING', updatedAt: order.placedAt };
}
