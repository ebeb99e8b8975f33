/** A position in the list as an opaque cursor. */
export function encodeCursor(position: number): string {
  return Buffer.from(String(position)).toString('base64url');
}

/** @returns the position, or undefined if the text is no cursor that this platform made */
export function decodeCursor(cursor: string): number | undefined {
  const position = Number(Buffer.from(cursor, 'base64url').toString());
  const made = Number.isSafeInteger(position) && encodeCursor(position) === cursor;
  return made ? position : undefined;
}
