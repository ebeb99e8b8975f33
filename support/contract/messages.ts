export interface Request {
  method: string;
  /** Path with query. */
  path: string;
  headers?: Record<string, string>;
  body?: string | undefined;
  /** The body as it goes over the wire, where that is not its text. */
  bytes?: Buffer;
}

/** A request and what came back. Times are `performance.now()` milliseconds. */
export interface Answer {
  request: Required<Pick<Request, 'method' | 'path' | 'headers'>> & { body?: string | undefined };
  /** Where the answer came from in the end. */
  url: string;
  status: number;
  headers: Readonly<Record<string, string>>;
  text: string;
  /** The body as JSON, or undefined when it is none. */
  body: unknown;
  /** Of what never became a request, such as headers over a server's limit: it may be a bare one. */
  isBare?: boolean;
  sentAt: number;
  answeredAt: number;
}
