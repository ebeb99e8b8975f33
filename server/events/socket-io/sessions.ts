import type { Namespace, Socket } from 'socket.io';
import type { Session } from 'socket.io-adapter';
import { Adapter } from 'socket.io-adapter';
import type { EventLog } from '../event-log';
import type { Rooms } from '../feed';
import { sequenceAt } from '../feed';
import { sessionOf } from './internals';

/** How long after a lost connection its session is kept, in milliseconds (contract, SIO-4). */
const SESSION_MS = 2 * 60 * 1000;

/**
 * How many are kept at most, and rooms of theirs, so that clients that come and go cannot fill the
 * memory: either takes some 100 bytes.
 */
const MOST_LOST = 50_000;

/** What a client is, whatever connection it has at the time. */
export interface ClientData {
  /** What it is subscribed to. */
  rooms: Rooms;
  /** On a connection that carries on a session: the last event that the client has had. */
  resumesAfter?: number;
}

type SessionClient = Socket<object, object, object, ClientData>;

interface LostSession {
  readonly sid: string;
  readonly data: ClientData;
  readonly forgetting: NodeJS.Timeout;
}

/**
 * Socket.IO's adapter, with sessions that are carried on from the event log, where its own keeps
 * every packet once more (https://socket.io/docs/v4/connection-state-recovery). A session is kept
 * as long as its connection, and two minutes longer; it is carried on once.
 */
export class SessionAdapter extends Adapter {
  private readonly connected = new Map<string, SessionClient>();
  private readonly lost = new Map<string, LostSession>();
  private lostInAll = 0;

  constructor(
    namespace: Namespace,
    private readonly log: EventLog,
    private readonly mostLost = MOST_LOST,
  ) {
    super(namespace);
  }

  /** Knows a client from now on, also before the loss of its connection is noticed. */
  keep(client: SessionClient): void {
    const session = sessionOf(client);
    this.connected.set(session, client);
    client.once('disconnect', () => this.connected.delete(session));
  }

  /** Called by Socket.IO when it has noticed that a client has gone without saying goodbye. */
  override persistSession({ sid, pid, data }: Session): void {
    const forgetting = setTimeout(() => this.forget(pid), SESSION_MS).unref();
    const session = { sid, data: data as ClientData, forgetting };
    this.lost.set(pid, session);
    this.lostInAll += sizeOf(session);
    // In the order in which they were lost.
    for (const oldest of this.lost.keys()) {
      if (this.lostInAll <= this.mostLost) break;
      this.forget(oldest);
    }
  }

  /**
   * Called by Socket.IO when a client asks for the session that it had.
   *
   * @param offset that of the last event that the client has received
   * @returns the session, without rooms and packets: its feed carries on by itself, so that no
   *   event falls between what was missed and the rooms
   */
  override restoreSession(pid: string, offset: string): Promise<Session> {
    const resumesAfter = sequenceAt(this.log, offset);
    const session = resumesAfter === undefined ? undefined : this.take(pid);
    // Socket.IO takes nothing for "there is none", which its types do not say.
    if (!session) return Promise.resolve(undefined as unknown as Session);
    const data: ClientData = { rooms: session.data.rooms, resumesAfter };
    return Promise.resolve({ sid: session.sid, pid, rooms: [], data, missedPackets: [] });
  }

  private take(pid: string): Pick<LostSession, 'sid' | 'data'> | undefined {
    const client = this.connected.get(pid);
    if (client) {
      // Its old connection is half open: nobody has noticed the loss yet.
      const { id: sid, data } = client;
      client.disconnect();
      client.conn.close(true);
      return { sid, data };
    }
    return this.forget(pid);
  }

  private forget(pid: string): LostSession | undefined {
    const session = this.lost.get(pid);
    if (!session) return undefined;
    clearTimeout(session.forgetting);
    this.lost.delete(pid);
    this.lostInAll -= sizeOf(session);
    return session;
  }
}

/** A session by itself, and each of its rooms. */
function sizeOf({ data }: LostSession): number {
  return 1 + data.rooms.size;
}
