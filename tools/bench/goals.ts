import { ratios, summaryOf } from './figures';
import type { Figure, Figures, Summary } from './figures';
import { fanningOut, toSubscribers } from './measurements/fan-out';
import { fullLog, peakOf } from './measurements/full-log';
import { list } from './measurements/list';
import { ANSWERED_WITHIN, ERROR_MEDIAN, ERROR_P99, load } from './measurements/load';
import { heapOf, memory, RESIDENT_SET_OF_SUBSCRIBER } from './measurements/memory';
import { ordersText } from './measurements/orders-text';
import { placing } from './measurements/placing';
import {
  ALONE,
  BESIDE_STALLED,
  delayOver,
  letGoOver,
  slowReaders,
  TRANSPORT_NAMES,
} from './measurements/slow-readers';
import { SHARE, suite, WALL_TIME, WHOLE_SUITE } from './measurements/suite';
import { BARE, PLATFORM, PLATFORM_WS, RAW } from './servers/contenders';

/** What the project wants to be measured by. */
interface Goal {
  what: string;
  unit: '×' | 'ms' | 'MB' | 'kB' | '%';
  limit: { atMost: number } | { atLeast: number };
  /** The rounds of it, or undefined if what it takes has not been measured. */
  measure: (figures: Figures) => number[] | undefined;
}

/** What has become of a goal in a run. */
export interface Outcome extends Summary {
  what: string;
  unit: string;
  limit: string;
  rounds: number[];
  /** Decided by the median. */
  isMet: boolean;
}

type Key = readonly [measurement: string, name: string, subject: string];

const at100 = `${toSubscribers(100)}: processor time a delivery`;

export const GOALS: readonly Goal[] = [
  ...[100, 1_000].flatMap((orders): Goal[] => [
    {
      what: `measured − true execution delay, ${ordersText(orders)}, median`,
      unit: 'ms',
      limit: { atMost: 0.5 },
      measure: figure(load.name, ERROR_MEDIAN, ordersText(orders)),
    },
    {
      what: `measured − true execution delay, ${ordersText(orders)}, p99`,
      unit: 'ms',
      limit: { atMost: orders === 100 ? 2.5 : 15 },
      measure: figure(load.name, ERROR_P99, ordersText(orders)),
    },
  ]),
  {
    what: 'validated POST against bare Express + Socket.IO, orders a second',
    unit: '×',
    limit: { atLeast: 1.15 },
    measure: ratio([placing.name, 'orders', PLATFORM.name], [placing.name, 'orders', BARE.name]),
  },
  {
    what: 'the same by processor time: bare ÷ platform',
    unit: '×',
    limit: { atLeast: 1.15 },
    measure: ratio(
      [placing.name, 'processor time an order', BARE.name],
      [placing.name, 'processor time an order', PLATFORM.name],
    ),
  },
  ...[PLATFORM, PLATFORM_WS].map(({ name }): Goal => ({
    what: `fan-out, processor time at 100 subscribers, ${name} against raw ws`,
    unit: '×',
    limit: { atMost: 1.1 },
    measure: ratio([fanningOut.name, at100, name], [fanningOut.name, at100, RAW.name]),
  })),
  ...TRANSPORT_NAMES.flatMap((transport): Goal[] => [
    {
      what: `${delayOver(transport)}, ${BESIDE_STALLED}, against alone`,
      unit: '×',
      limit: { atMost: 2 },
      measure: ratio(
        [slowReaders.name, delayOver(transport), BESIDE_STALLED],
        [slowReaders.name, delayOver(transport), ALONE],
      ),
    },
    {
      what: `${letGoOver(transport)}, of those that do not read`,
      unit: '%',
      limit: { atLeast: 100 },
      measure: figure(slowReaders.name, letGoOver(transport), BESIDE_STALLED),
    },
  ]),
  {
    what: `a page of the list, ${ordersText(100_000)} against 100`,
    unit: '×',
    limit: { atMost: 1.3 },
    measure: ratio(
      [list.name, 'processor time a page', ordersText(100_000)],
      [list.name, 'processor time a page', ordersText(100)],
    ),
  },
  {
    what: heapOf(100_000),
    unit: 'MB',
    limit: { atMost: 22 },
    measure: figure(memory.name, heapOf(100_000), PLATFORM.name),
  },
  {
    what: RESIDENT_SET_OF_SUBSCRIBER,
    unit: 'kB',
    limit: { atMost: 30 },
    measure: figure(memory.name, RESIDENT_SET_OF_SUBSCRIBER, PLATFORM.name),
  },
  {
    what: `${peakOf(300_000)}, the log of events full`,
    unit: 'MB',
    limit: { atMost: 300 },
    measure: figure(fullLog.name, peakOf(300_000), PLATFORM.name),
  },
  {
    what: 'all 100 answers of the burst, delays on, after the first order is sent',
    unit: 'ms',
    limit: { atMost: 1_100 },
    measure: figure(load.name, ANSWERED_WITHIN, ordersText(100)),
  },
  {
    what: `wall time of the suite against ${SHARE}`,
    unit: '×',
    limit: { atMost: 1.25 },
    measure: ratio([suite.name, WALL_TIME, WHOLE_SUITE], [suite.name, SHARE, WHOLE_SUITE]),
  },
];

/** The goals that the figures say something about. */
export function judge(figures: Figures, goals: readonly Goal[] = GOALS): Outcome[] {
  return goals.flatMap(({ what, unit, limit, measure }) => {
    const rounds = measure(figures);
    if (!rounds) return [];
    const summary = summaryOf(rounds);
    const isMet =
      'atMost' in limit ? summary.median <= limit.atMost : summary.median >= limit.atLeast;
    return [{ what, unit, limit: limitText(limit, unit), rounds, isMet, ...summary }];
  });
}

function limitText(limit: Goal['limit'], unit: string): string {
  return 'atMost' in limit ? `≤ ${limit.atMost} ${unit}` : `≥ ${limit.atLeast} ${unit}`;
}

function figure(...key: Key) {
  return (figures: Figures): number[] | undefined => figures.find(...key)?.rounds;
}

function ratio(of: Key, to: Key) {
  return (figures: Figures): number[] | undefined => {
    const [one, other]: (Figure | undefined)[] = [figures.find(...of), figures.find(...to)];
    return one && other && ratios(one.rounds, other.rounds);
  };
}
