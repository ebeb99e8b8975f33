/**
 * The media type of a message without its parameters, in lower case, as it means the same in any
 * (RFC 9110, 8.3.1); undefined where it says none.
 * @param headers by names in lower case
 */
export function mediaTypeOf(headers: Readonly<Record<string, string>>): string | undefined {
  return headers['content-type']?.split(';')[0]?.trim().toLowerCase();
}
