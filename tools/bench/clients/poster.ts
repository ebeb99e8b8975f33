import http from 'node:http';

/** More would be refused by a server that is busy; orders wait for one that is free. */
const MOST_CONNECTIONS = 256;

/** Places single orders over connections that stay open. */
export class Poster {
  private readonly agent = new http.Agent({ keepAlive: true, maxSockets: MOST_CONNECTIONS });

  constructor(private readonly url: string) {}

  /** @throws Error if the order is refused */
  place(order: object): Promise<void> {
    const body = JSON.stringify(order);
    const headers = { 'Content-Type': 'application/json', 'Content-Length': body.length };
    return new Promise((resolve, reject) => {
      http
        .request(
          `${this.url}/orders`,
          { method: 'POST', agent: this.agent, headers },
          (response) => {
            const { statusCode } = response.resume();
            if (statusCode === 201) response.once('end', resolve).once('error', reject);
            else reject(new Error(`An order was refused with ${statusCode}`));
          },
        )
        .once('error', reject)
        .end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
