import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { path, stroke, text } from './svg';

/** A place in a picture where something is drawn. */
export interface Panel {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export type Scale = ScaleLinear<number, number>;

/** From left to right, from values that are easy to read to such values. */
export function horizontal({ left, right }: Panel, from: number, to: number): Scale {
  // One value alone has no extent, and a scale needs one.
  return scaleLinear([from, to > from ? to : from + 1], [left, right]).nice();
}

/** From the bottom up, beginning with nothing. */
export function vertical({ top, bottom }: Panel, to: number): Scale {
  return scaleLinear([0, Math.max(to, 1)], [bottom, top]).nice();
}

export function xAxis(panel: Panel, scale: Scale, unit: string, labelled = true): string {
  const ticks = scale.ticks(8);
  const format = scale.tickFormat(8, 'f');
  const { left, right, top, bottom } = panel;
  return [
    path(ticks.map((tick) => stroke(scale(tick), top, scale(tick), bottom)).join(''), 'grid'),
    path(stroke(left, bottom, right, bottom), 'axis'),
    ...(labelled
      ? [
          ...ticks.map((tick) => text(scale(tick), bottom + 16, format(tick), 'muted', 'middle')),
          text(right + 24, bottom + 16, unit, 'muted'),
        ]
      : []),
  ].join('\n');
}

export function yAxis(panel: Panel, scale: Scale, name: string, unit = ''): string {
  const ticks = scale.ticks(4);
  const format = scale.tickFormat(4, 'f');
  const { left, right, top } = panel;
  return [
    path(ticks.map((tick) => stroke(left, scale(tick), right, scale(tick))).join(''), 'grid'),
    ...ticks.map((tick) => text(left - 6, scale(tick) + 4, format(tick) + unit, 'muted', 'end')),
    text(16, top - 8, name, 'muted'),
  ].join('\n');
}
