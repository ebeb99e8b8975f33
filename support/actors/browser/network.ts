import type { Page, WebSocketRoute } from 'playwright-core';

/** What lies between a page and the platform, and can go away. */
export class Network {
  private readonly open = new Set<WebSocketRoute>();

  private constructor(private readonly page: Page) {}

  /** @param page one that has opened nothing yet */
  static async of(page: Page): Promise<Network> {
    const network = new Network(page);
    await page.routeWebSocket(
      () => true,
      (route) => network.lead(route),
    );
    return network;
  }

  /** A WebSocket that is open would outlive that the browser is offline. */
  async goAway(): Promise<void> {
    await this.page.context().setOffline(true);
    const lost = [...this.open];
    this.open.clear();
    await Promise.all(
      lost.map((each) => each.close({ code: 3001, reason: 'the network went away' })),
    );
  }

  async comeBack(): Promise<void> {
    await this.page.context().setOffline(false);
  }

  private lead(route: WebSocketRoute): void {
    this.open.add(route.connectToServer()).add(route);
  }
}
