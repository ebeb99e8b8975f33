import type { Health } from '../../../support/contract/types';
import { aboutHealth } from '../conditions';
import type { Fault, Kind } from '../fault';
import { answers, jsonOf, withJson } from '../tools';

type Orders = Health['orders'];

/** A health check that counts orders in its own way. */
function countingAs(name: string, means: string, change: (orders: Orders) => Orders): Fault {
  return told(name, means, () => change);
}

/** @param begin called once for every run */
function told(name: string, means: string, begin: () => (orders: Orders) => Orders): Fault {
  return {
    ...{ name, means, breaks: 'HEALTH-1', under: aboutHealth },
    caughtBy:
      'What the platform says about itself › The health check tells how the platform is › The health check counts each order in its status',
    tamper: () => {
      const change = begin();
      return answers(
        ({ path }, { status }) => path === '/health' && status === 200,
        (response) => {
          const health = jsonOf(response) as Health;
          return withJson(response, { ...health, orders: change(health.orders) });
        },
      );
    },
  };
}

const none = { PENDING: 0, EXECUTED: 0, CANCELLED: 0 };

export const counting: Kind = {
  name: 'Counts of the health check',
  faults: [
    countingAs(
      'Executed orders are counted as cancelled',
      'An operator sees a market that is falling apart.',
      ({ PENDING, EXECUTED, CANCELLED }) => ({
        ...{ PENDING, EXECUTED: 0, CANCELLED: CANCELLED + EXECUTED },
      }),
    ),
    countingAs(
      'Cancelled orders are counted as executed',
      'An operator reports trades that never were.',
      ({ PENDING, EXECUTED, CANCELLED }) => ({
        ...{ PENDING, EXECUTED: EXECUTED + CANCELLED, CANCELLED: 0 },
      }),
    ),
    countingAs(
      'Pending orders are counted as executed',
      'An operator reports trades that have not been made yet.',
      ({ PENDING, EXECUTED, CANCELLED }) => ({
        ...{ PENDING: 0, EXECUTED: EXECUTED + PENDING, CANCELLED },
      }),
    ),
    countingAs(
      'The counts of pending and executed orders are exchanged',
      'An operator stops the platform while orders are open.',
      ({ PENDING, EXECUTED, CANCELLED }) => ({
        ...{ PENDING: EXECUTED, EXECUTED: PENDING, CANCELLED },
      }),
    ),
    countingAs(
      'One cancelled order in two is counted as executed',
      'An operator reports trades that never were.',
      ({ PENDING, EXECUTED, CANCELLED }) => ({
        PENDING,
        EXECUTED: EXECUTED + Math.floor(CANCELLED / 2),
        CANCELLED: Math.ceil(CANCELLED / 2),
      }),
    ),
    countingAs(
      'An order that is over still counts as pending',
      'An operator waits for ever until he may stop the platform.',
      ({ PENDING, EXECUTED, CANCELLED }) => ({
        ...{ PENDING: PENDING + EXECUTED + CANCELLED, EXECUTED, CANCELLED },
      }),
    ),
    countingAs(
      'Every order is counted as pending',
      'An operator waits for ever until he may stop the platform.',
      ({ PENDING, EXECUTED, CANCELLED }) => ({ ...none, PENDING: PENDING + EXECUTED + CANCELLED }),
    ),
    countingAs(
      'Executed orders are counted twice',
      'An operator reports twice the trades that were made.',
      (orders) => ({ ...orders, EXECUTED: orders.EXECUTED * 2 }),
    ),
    countingAs(
      'Cancelled orders are not counted',
      'An operator looks for orders that are gone.',
      (orders) => ({ ...orders, CANCELLED: 0 }),
    ),
    told(
      'The counts are those of the first time',
      'An operator sees a market that stands still.',
      () => {
        let first: Orders | undefined;
        return (orders) => (first ??= orders);
      },
    ),
  ],
};
