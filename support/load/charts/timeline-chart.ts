import { curveStepAfter, line } from 'd3-shape';
import type { OrderRecord } from '../records';
import { horizontal, vertical, xAxis, yAxis, type Panel, type Scale } from './axes';
import { path, picture, round, stroke, text, width } from './svg';

const counts: Panel = { left: 60, right: width - 110, top: 92, bottom: 202 };
const mostRows = 100;
const rowHeight = 3.4;
const rowsTop = 250;
const mostPoints = 250;

/** The run from the first order sent to the last event: how many had come how far, and a row an order. */
export function timelineChart(title: string, records: readonly OrderRecord[]): string {
  const shown = selectionOf(records);
  const rows: Panel = { ...counts, top: rowsTop, bottom: rowsTop + shown.length * rowHeight + 4 };
  const end = Math.max(...records.flatMap(timesOf)) / 1000;
  const x = horizontal(counts, 0, end);
  const summary = [
    `${records.length} orders in ${end.toFixed(1)} s`,
    ...(shown.length < records.length ? [`below, ${shown.length} of them`] : []),
  ].join(' · ');
  const body = [countsOf(records, x), rowsOf(shown, rows, x)].join('\n');
  return picture(rows.bottom + 30, title, summary, body);
}

function timesOf(record: OrderRecord): number[] {
  const { sent, answered, executedSeen, cancelledSeen, cancelAnswered } = record;
  return [sent, answered, executedSeen, cancelledSeen, cancelAnswered].flatMap((at) => at ?? []);
}

function hasFailed({ orderId, executedSeen, cancelledSeen, pendingSeen }: OrderRecord): boolean {
  return orderId === undefined || pendingSeen === undefined || !(executedSeen ?? cancelledSeen);
}

/** All orders, or of very many as many as there is room for: up to half of them failed ones. */
function selectionOf(records: readonly OrderRecord[]): OrderRecord[] {
  if (records.length <= mostRows) return [...records];
  const failed = evenly(records.filter(hasFailed), mostRows / 2);
  const others = records.filter((record) => !hasFailed(record));
  const room = (mostRows - failed.length) / others.length;
  const kinds = [
    others.filter(({ cancelledSeen }) => cancelledSeen === undefined),
    others.filter(({ cancelledSeen }) => cancelledSeen !== undefined),
  ].map((records) => evenly(records, Math.round(records.length * room)));
  return [failed, ...kinds].flat().sort((a, b) => a.order - b.order);
}

function evenly<Thing>(things: readonly Thing[], most: number): Thing[] {
  if (things.length <= most) return [...things];
  return Array.from(
    { length: most },
    (_, index) => things[Math.floor((index * things.length) / most)],
  ).flatMap((thing) => thing ?? []);
}

/** How many orders had been sent, answered and ended by when. */
function countsOf(records: readonly OrderRecord[], x: Scale): string {
  const y = vertical(counts, records.length);
  const lines = [
    { name: 'sent', kind: 'sent', times: records.map(({ sent }) => sent) },
    { name: 'answered', kind: 'pending', times: records.flatMap(({ answered }) => answered ?? []) },
    {
      name: 'executed',
      kind: 'executed',
      times: records.flatMap((each) => each.executedSeen ?? []),
    },
    {
      name: 'cancelled',
      kind: 'cancelled',
      times: records.flatMap((each) => each.cancelledSeen ?? []),
    },
  ].filter(({ times }) => times.length > 0);
  return [
    yAxis(counts, y, 'orders so far'),
    xAxis(counts, x, 's'),
    ...lines.map(({ kind, times }) => path(stepsOf(times, x, y), `line ${kind}`)),
    legend(lines.map(({ name, kind }) => ({ name, kind: `line ${kind}` }))),
  ].join('\n');
}

function stepsOf(times: readonly number[], x: Scale, y: Scale): string {
  const sorted = [...times].sort((a, b) => a - b);
  const step = Math.max(1, Math.floor(sorted.length / mostPoints));
  const points = sorted.flatMap((at, index): [number, number][] =>
    index % step === 0 || index === sorted.length - 1
      ? [[round(x(at / 1000)), round(y(index + 1))]]
      : [],
  );
  const start: [number, number] = [points[0]?.[0] ?? 0, y(0)];
  const end: [number, number] = [counts.right, points.at(-1)?.[1] ?? 0];
  return line().curve(curveStepAfter)([start, ...points, end]) ?? '';
}

/** A row an order: waiting for the answer, PENDING, and how it ended. */
function rowsOf(records: readonly OrderRecord[], rows: Panel, x: Scale): string {
  const parts = { wait: '', pending: '', executed: '', cancelled: '', bad: '' };
  for (const [index, record] of records.entries()) {
    const y = rows.top + (index + 0.5) * rowHeight + 2;
    const { sent, answered, executedSeen, cancelledSeen } = record;
    const at = (ms: number) => x(ms / 1000);
    const ended = executedSeen ?? cancelledSeen;
    if (hasFailed(record))
      parts.bad += stroke(at(sent), y, record.orderId ? rows.right : at(answered ?? sent) + 4, y);
    else if (answered !== undefined && ended !== undefined) {
      parts.wait += stroke(at(sent), y, at(answered), y);
      parts.pending += stroke(at(answered), y, at(ended), y);
      parts[executedSeen === undefined ? 'cancelled' : 'executed'] += stroke(
        at(ended),
        y,
        at(ended) + 4,
        y,
      );
    }
  }
  return [
    xAxis(rows, x, 's'),
    text(16, rows.top - 8, 'each order', 'muted'),
    ...Object.entries(parts).map(([kind, d]) => path(d, `row ${kind}`)),
    legend(
      [
        { name: 'no answer', kind: 'row wait' },
        { name: 'PENDING', kind: 'row pending' },
        { name: 'EXECUTED', kind: 'row executed' },
        { name: 'CANCELLED', kind: 'row cancelled' },
        { name: 'failed', kind: 'row bad' },
      ].filter((_, index) => Object.values(parts)[index] !== ''),
      rows.top,
    ),
  ].join('\n');
}

function legend(entries: readonly { name: string; kind: string }[], top = counts.top): string {
  const left = counts.right + 14;
  return entries
    .map(({ name, kind }, index) => {
      const y = top + 8 + index * 18;
      return path(stroke(left, y, left + 12, y), kind) + text(left + 17, y + 4, name);
    })
    .join('\n');
}
