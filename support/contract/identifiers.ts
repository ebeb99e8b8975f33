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
