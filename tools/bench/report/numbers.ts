import type { Summary } from '../figures';

/** Three digits that count; whole numbers from a hundred on, their thousands apart. */
export function number(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return Math.round(value).toLocaleString('en');
  return value.toFixed(size >= 10 ? 1 : 2);
}

export function withUnit(value: number, unit: string): string {
  return `${number(value)} ${unit}`;
}

/** The lowest and the highest. */
export function range({ min, max }: Pick<Summary, 'min' | 'max'>): string {
  return `${number(min)} – ${number(max)}`;
}
