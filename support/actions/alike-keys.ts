import { randomBytes, randomUUID } from 'node:crypto';
import type { TradingWorld } from '../world';
import { withEach } from '../actors/at-once';

/** The characters that a key may be made of (KEY-1): all of ASCII that can be seen. */
const visible = Array.from({ length: 94 }, (_, index) => String.fromCharCode(0x21 + index));
const longest = 255;

/**
 * Keys that careless platforms take for one, each with one that only this scenario uses in it, by
 * the words of the features: they are folded, trimmed, cut, taken apart or understood.
 */
const families = {
  'in the case of letters': (own) => {
    const key = `Key-${own}-x`;
    return [key, key.toLowerCase(), key.toUpperCase(), `Key-${own}-X`, `KeY-${own}-x`];
  },
  'in a character at the beginning': (own) => [own, ...visible.map((each) => each + own)],
  'in a character in the middle': (own) => [own, ...visible.map((each) => inserted(own, each))],
  'in a character at the end': (own) => [own, ...visible.map((each) => own + each)],
  'in the last of 255 characters': (own) => {
    const beginning = own.padEnd(longest - 1, '~');
    return [beginning, ...[...'~aA0-'].map((each) => beginning + each)];
  },
  'in the order of their characters': (own) => [
    ...[`ab${own}cd`, `ba${own}cd`, `ab${own}dc`, `cd${own}ab`, `${own}abcd`, `abcd${own}`],
    [...`ab${own}cd`].reverse().join(''),
  ],
  // The last two of these have the same sum, the others the same by Java's hashCode.
  'in characters that add up to the same': (own) => [
    ...[`${own}Aa`, `${own}BB`, `${own}C#`, `Aa${own}`, `BB${own}`, `${own}ac`, `${own}bb`],
  ],
  'in how a text is written': (own) => [
    ...[`A/${own}`, `%41/${own}`, `A%2F${own}`, `A%2f${own}`, `&#65;/${own}`, `\\u0041/${own}`],
    ...[own, `"${own}"`, `'${own}'`, `<${own}>`, `[${own}]`, `W/"${own}"`, `=${own}=`, `${own}%20`],
    ...[`${own},1`, `${own};1`, `${own}:1`, `${own}=1`, `${own}#1`, `${own}?1`, `1,${own}`],
  ],
  'in how a number is written': () => {
    const number = String(randomBytes(6).readUIntBE(0, 6) + 1).padStart(15, '9');
    return [
      ...[number, `0${number}`, `00${number}`, `+${number}`, `-${number}`, `${number}.`],
      ...[`${number}.0`, `${number}e0`, `${number}E0`, `${number}n`, `.${number}e15`],
      ...[`0x${Number(number).toString(16)}`, `0X${Number(number).toString(16)}`],
    ];
  },
  'in how a UUID is written': () => {
    const uuid = randomUUID();
    return [
      ...[uuid, uuid.toUpperCase(), uuid.replaceAll('-', ''), `{${uuid}}`, `urn:uuid:${uuid}`],
      ...[`${uuid.slice(0, -1)}${uuid.endsWith('0') ? 1 : 0}`, uuid.slice(0, 8)],
    ];
  },
} satisfies Record<string, (own: string) => readonly string[]>;

export type KeyDifference = keyof typeof families;
export const keyDifferences = Object.keys(families) as KeyDifference[];

function inserted(text: string, character: string): string {
  const middle = Math.floor(text.length / 2);
  return text.slice(0, middle) + character + text.slice(middle);
}

/** @param own a key that only one scenario uses. @returns keys that all differ, and only in this */
export function keysThatDiffer(how: KeyDifference, own: string): string[] {
  return families[how](own);
}

/** Requests under way at the same time. */
const mostAtOnce = 100;

/** Places the trader's own order, always the same one, once with each of these keys. */
export async function placeWithAlikeKeys(world: TradingWorld, how: KeyDifference): Promise<void> {
  const { trader, evidence } = world;
  const keys = keysThatDiffer(how, trader.key('k'));
  const answers = withEach(keys, mostAtOnce, (idempotencyKey) =>
    trader.place(trader.newOrder(), { idempotencyKey }),
  );
  await world.tries(answers);
  evidence.sumUp(await answers);
}
