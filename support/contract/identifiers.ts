/** In a UUID these say of which kind it is (RFC 9562, section 4): of another it might be none. */
const ofKind = [14, 19];

/** Identifiers that differ from an order's in one digit each, at every place, and belong to nobody. */
export function identifiersBeside(orderId: string): string[] {
  return [...orderId].flatMap((digit, at) => {
    if (digit === '-' || ofKind.includes(at)) return [];
    const other = ((parseInt(digit, 16) + 1) % 16).toString(16);
    return [orderId.slice(0, at) + other + orderId.slice(at + 1)];
  });
}

/** Whether two identifiers, or rooms of them, are the same: upper and lower case are. */
export function isSameIdentifier(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Whether the path of a request leads to this order. */
export function isOf(orderId: string, path: string): boolean {
  return path.toLowerCase().endsWith(`/${orderId.toLowerCase()}`);
}

/**
 * A message as it is compared with others, wherever in it an order or its room is named: upper and
 * lower case are the same, so that a platform may write either in each place.
 */
export function inOneCase<Message>(message: Message): Message;
export function inOneCase(message: unknown): unknown {
  if (Array.isArray(message)) return message.map((each: unknown) => inOneCase(each));
  if (typeof message !== 'object' || message === null) return message;
  return Object.fromEntries(
    Object.entries(message).map(([name, value]: [string, unknown]) => [
      name,
      isIdentifier(name) && typeof value === 'string' ? value.toLowerCase() : inOneCase(value),
    ]),
  );
}

function isIdentifier(name: string): boolean {
  return name === 'orderId' || name === 'room';
}
