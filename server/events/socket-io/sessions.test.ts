import { expect } from 'chai';
import { Server } from 'socket.io';
import { TestLog } from '../test-log';
import { SessionAdapter } from './sessions';

describe('sessions of clients that are gone', () => {
  it('are forgotten, the oldest first, where there are too many', async () => {
    const log = new TestLog();
    log.tell('a');
    const adapter = new SessionAdapter(new Server().of('/'), log, 2);
    const offset = `${log.epoch}:1`;
    for (const pid of ['one', 'two', 'three'])
      adapter.persistSession({
        ...{ sid: pid, pid, rooms: [], missedPackets: [] },
        data: { rooms: new Map() },
      });
    const sids = [];
    for (const pid of ['one', 'two', 'three', 'three']) {
      const session = (await adapter.restoreSession(pid, offset)) as { sid: string } | undefined;
      sids.push(session?.sid);
    }
    expect(sids).to.deep.equal([undefined, 'two', 'three', undefined]);
  });

  it('count with their rooms', async () => {
    const log = new TestLog();
    log.tell('a');
    const adapter = new SessionAdapter(new Server().of('/'), log, 4);
    const lose = (pid: string, rooms: number) =>
      adapter.persistSession({
        ...{ sid: pid, pid, rooms: [], missedPackets: [] },
        data: { rooms: new Map(Array.from({ length: rooms }, (_, room) => [`${room}`, 0])) },
      });
    const isKept = async (pid: string) =>
      ((await adapter.restoreSession(pid, `${log.epoch}:1`)) as object | undefined) !== undefined;
    lose('one', 1);
    lose('two', 1);
    lose('three', 1); // which makes six
    expect([await isKept('one'), await isKept('two'), await isKept('three')]).to.deep.equal([
      ...[false, true, true],
    ]);
    lose('too many', 4);
    expect(await isKept('too many')).to.equal(false);
  });
});
