import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet, { contentSecurityPolicy } from 'helmet';

type Headers = Readonly<Record<string, string>>;
type Middleware = (req: IncomingMessage, res: ServerResponse, next: () => void) => void;
type Directives = Record<string, string[]>;

const NONE = ["'none'"];
const SELF = "'self'";
const INLINE = "'unsafe-inline'";

/** What no answer may do: load anything, send a form, have its links led astray, be framed. */
const NOTHING: Directives = {
  ...{ defaultSrc: NONE, baseUri: NONE, formAction: NONE, frameAncestors: NONE },
};

/** Headers of every answer. Pages have another `Content-Security-Policy`. */
export const SECURITY_HEADERS = headersOf(
  helmet({
    contentSecurityPolicy: { useDefaults: false, directives: NOTHING },
    xFrameOptions: { action: 'deny' },
    // Plain HTTP is spoken here: whoever puts TLS in front says what holds there.
    strictTransportSecurity: false,
    // Pages of other origins may load Socket.IO's client and the badge of a run from here.
    crossOriginResourcePolicy: false,
    // Browsers heed these over TLS alone, and complain anywhere else.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
  }),
);

/** The platform's own pages: all that they load is in files of theirs. */
export const PAGE_POLICY = policyOf({
  scriptSrc: [SELF],
  styleSrc: [SELF],
  connectSrc: [SELF],
  imgSrc: ['data:'],
});

/** Swagger UI has styles in its page, and pictures in its style sheet. */
export const API_DOCS_POLICY = policyOf({
  scriptSrc: [SELF],
  styleSrc: [SELF, INLINE],
  connectSrc: [SELF],
  imgSrc: [SELF, 'data:'],
});

/**
 * Reports are whole pages in one file, or in a folder. What they show comes from the platforms
 * under test, so they call nobody: a script that got in could not place an order either.
 */
export const REPORT_POLICY = policyOf({
  scriptSrc: [SELF, INLINE],
  styleSrc: [SELF, INLINE],
  imgSrc: [SELF, 'data:'],
  fontSrc: [SELF, 'data:'],
  mediaSrc: [SELF, 'data:'],
});

function policyOf(directives: Directives): Headers {
  const all = { ...NOTHING, ...directives };
  return headersOf(contentSecurityPolicy({ useDefaults: false, directives: all }));
}

/** What the middleware sets is the same for every answer, so it is asked once. */
function headersOf(middleware: Middleware): Headers {
  const headers: Record<string, string> = {};
  const res = {
    setHeader: (name: string, value: string) => (headers[name] = value),
    removeHeader: () => {},
  };
  middleware({} as IncomingMessage, res as unknown as ServerResponse, () => {});
  return headers;
}

/** Sets the headers of every answer. */
export function secure(res: ServerResponse): void {
  for (const name in SECURITY_HEADERS) res.setHeader(name, SECURITY_HEADERS[name]);
}
