import type { Feed } from './feed';

/** After how many events clients are looked at that may not keep up. */
const WATCHED_EVERY = 64;

/** The feeds of all clients that are connected, over whatever transport. */
export class Feeds {
  private readonly feeds = new Set<Feed>();
  private events = 0;

  add(feed: Feed): void {
    this.feeds.add(feed);
  }

  delete(feed: Feed): void {
    this.feeds.delete(feed);
  }

  /** Looks after slow clients; to be called after every event, when it has been sent. */
  watch(): void {
    this.events += 1;
    if (this.events % WATCHED_EVERY === 0) for (const feed of this.feeds) feed.watch();
  }

  /** How many connected clients have asked for order events. */
  countSubscribers(): number {
    return [...this.feeds].filter(({ rooms }) => rooms.size > 0).length;
  }
}
