import type { ServerResponse } from 'node:http';

/** Knows the requests that have not been answered yet, so that a stop can wait for them. */
export class RequestsInFlight {
  private readonly responses = new Set<ServerResponse>();
  private drained?: () => void;

  add(res: ServerResponse): void {
    this.responses.add(res);
    if (this.drained) res.setHeader('Connection', 'close');
    res.once('close', () => {
      this.responses.delete(res);
      if (this.responses.size === 0) this.drained?.();
    });
  }

  /** From now on each answer is the last of its connection. Resolves when all are answered. */
  drain(): Promise<void> {
    for (const res of this.responses) if (!res.headersSent) res.setHeader('Connection', 'close');
    return new Promise((resolve) => {
      this.drained = resolve;
      if (this.responses.size === 0) resolve();
    });
  }
}
