import { bin } from 'd3-array';
import { line } from 'd3-shape';
import { figuresOf, percentiles, type Figures } from '../figures';
import { horizontal, vertical, xAxis, yAxis, type Panel, type Scale } from './axes';
import { box, path, picture, round, stroke, text, width } from './svg';

const histogram: Panel = { left: 60, right: width - 110, top: 92, bottom: 232 };
const cumulative: Panel = { left: 60, right: width - 110, top: 270, bottom: 440 };
const height = 470;
const bars = 30;
const mostPoints = 300;
const labelHeight = 15;

/**
 * How often which duration came: a histogram with average and deviation, and below it, over the
 * same milliseconds, the share of orders that took no longer, with the percentiles.
 */
export function distributionChart(title: string, durations: readonly number[], note = ''): string {
  const sorted = [...durations].sort((a, b) => a - b);
  const figures = figuresOf(sorted);
  if (figures.count === 0) return picture(80, title, `Nothing was measured. ${note}`, '');
  const x = horizontal(histogram, sorted[0] ?? 0, sorted.at(-1) ?? 0);
  const body = [
    histogramOf(sorted, figures, x),
    yAxis(cumulative, vertical(cumulative, 100), 'share that took no longer', ' %'),
    xAxis(cumulative, x, 'ms'),
    path(curveOf(sorted, x), 'curve'),
    percentileMarks(figures, x),
  ];
  return picture(height, title, summaryOf(figures, note), body.join('\n'));
}

function summaryOf({ count, average, ...figures }: Figures, note: string): string {
  const deviation = figures['standard deviation'];
  const parts = [
    `${count} measured`,
    `average ${average?.toFixed(1)} ms`,
    ...(deviation === undefined ? [] : [`standard deviation ${deviation.toFixed(1)} ms`]),
    ...(note === '' ? [] : [note]),
  ];
  return parts.join(' · ');
}

function histogramOf(sorted: readonly number[], figures: Figures, x: Scale): string {
  const [from = 0, to = 0] = x.domain();
  const bins = bin().domain([from, to]).thresholds(x.ticks(bars))(sorted);
  const y = vertical(histogram, Math.max(...bins.map(({ length }) => length)));
  const { average = 0, 'standard deviation': deviation = 0 } = figures;
  const inside = (value: number) => Math.min(Math.max(x(value), histogram.left), histogram.right);
  const { top, bottom } = histogram;
  const left = inside(average - deviation);
  return [
    box(left, top, inside(average + deviation) - left, bottom - top, 'band'),
    yAxis(histogram, y, 'orders'),
    xAxis(histogram, x, 'ms', false),
    ...bins.map(({ x0 = 0, x1 = 0, length }) =>
      length === 0
        ? ''
        : box(x(x0) + 0.5, y(length), Math.max(x(x1) - x(x0) - 1, 1), bottom - y(length), 'bar'),
    ),
    path(stroke(x(average), top - 8, x(average), bottom), 'mark'),
    text(
      Math.min(Math.max(x(average), histogram.left + 90), histogram.right - 90),
      top - 14,
      'average ± standard deviation',
      'mark',
      'middle',
    ),
  ].join('\n');
}

/** The share of the durations that are no longer, as a line through all, or many, of them. */
function curveOf(sorted: readonly number[], x: Scale): string {
  const y = vertical(cumulative, 100);
  const step = Math.max(1, Math.floor(sorted.length / mostPoints));
  const points = sorted.flatMap((value, index): [number, number][] =>
    index % step === 0 || index === sorted.length - 1
      ? [[round(x(value)), round(y(shareAt(index, sorted.length)))]]
      : [],
  );
  return line()(points) ?? '';
}

/** In percent, as the percentiles are reckoned: 0 for the shortest, 100 for the longest. */
function shareAt(index: number, count: number): number {
  return count === 1 ? 100 : (100 * index) / (count - 1);
}

/** A dot on the curve for each percentile, and a line from it to its name at the side. */
function percentileMarks(figures: Figures, x: Scale): string {
  const y = vertical(cumulative, 100);
  const known = Object.entries(percentiles)
    .map(([name, share]) => ({ name, share, value: figures[name as keyof typeof percentiles] }))
    .flatMap(({ value, ...rest }) => (value === undefined ? [] : [{ value, ...rest }]))
    .reverse();
  let labelY = cumulative.top - labelHeight;
  const { right } = cumulative;
  return known
    .map(({ name, share, value }) => {
      const [dotX, dotY] = [x(value), y(100 * share)];
      labelY = Math.max(dotY, labelY + labelHeight);
      const lead = stroke(dotX, dotY, right, dotY) + `L${round(right + 14)},${round(labelY)}`;
      return [
        path(lead, 'lead'),
        `<circle cx="${round(dotX)}" cy="${round(dotY)}" r="3" class="dot"/>`,
        text(right + 18, labelY + 4, `${name} ${value.toFixed(1)}`),
      ].join('');
    })
    .join('\n');
}
