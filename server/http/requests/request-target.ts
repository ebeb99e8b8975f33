import type { IncomingMessage } from 'node:http';

/**
 * Brings the request target into the one form that everything behind can read: a path without
 * scheme and host (clients of a proxy send both, RFC 9112, section 3.2.2), and percent signs that
 * encode nothing taken as what they are, so that no decoder stumbles over them.
 */
export function normaliseTarget(req: IncomingMessage): void {
  const target = req.url!.replace(/^https?:\/\/[^/?#]*/i, '');
  const [, path, query] = /^([^?]*)(.*)$/s.exec(target) as unknown as [string, string, string];
  req.url = (isEncoded(path) ? path : path.replaceAll('%', '%25')) + query;
  if (!req.url.startsWith('/')) req.url = `/${req.url}`;
}

function isEncoded(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
