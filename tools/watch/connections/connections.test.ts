import { EventEmitter, once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { afterThisTest, startPlatform } from '../../../server/test-support';
import type { Order, OrderStatusEvent, Subscription } from '../../../support/contract/types';
import { Access } from '../../../support/platform/access';
import { freePort } from '../../../support/platform/free-port';
import type { Confirmation } from './connection';
import { overSocketIo } from './socket-io';
import { overWebSocket } from './websocket';

const unknown = '3015eaa0-717a-4e32-9150-0f6e6dcb0246';

for (const [name, connect] of Object.entries({ overSocketIo, overWebSocket }))
  describe(`a connection ${name}`, () => {
    let heard: string[];
    let news: EventEmitter;
    let confirmation: Confirmation;
    beforeEach(() => {
      heard = [];
      news = new EventEmitter();
    });

    const hear = (what: string) => {
      heard.push(what);
      news.emit('heard');
    };
    const listen = (url: string, subscription: Subscription = {}) => {
      const close = connect(new Access(url), subscription, {
        subscribed: (answer) => {
          confirmation = answer as Confirmation;
          hear('subscribed');
        },
        event: (event) => {
          const { sequence, orderStatus } = event as OrderStatusEvent;
          hear(`#${sequence} ${orderStatus}`);
        },
        lost: (complaint) => hear(`lost: ${complaint}`),
        refused: (reason) => hear(`refused: ${reason}`),
      });
      afterThisTest(close);
      return close;
    };
    /** Waits for so much; mocha's own deadline ends a vain wait. */
    const until = async (expected: RegExp) => {
      while (!heard.some((what) => expected.test(what))) await once(news, 'heard');
    };
    const place = async (url: string): Promise<Order> => {
      const headers = { 'Content-Type': 'application/json', 'X-Execution-Delay-Ms': '60000' };
      const body = JSON.stringify({ symbol: 'EURUSD', side: 'BUY', quantity: 1 });
      return (await fetch(`${url}/orders`, { method: 'POST', headers, body })).json() as never;
    };
    const cancel = ({ orderId }: Order, url: string) =>
      fetch(`${url}/orders/${orderId}`, { method: 'DELETE' });

    it('is confirmed before it brings events', async () => {
      const { url } = await startPlatform();
      listen(url);
      await until(/subscribed/);
      expect(confirmation).to.include({ room: 'orders', sequence: 0 });
      await place(url);
      await until(/#1/);
      expect(heard).to.deep.equal(['subscribed', '#1 PENDING']);
    });

    it('brings what was missed of one order, after it has said how much that is', async () => {
      const { url } = await startPlatform();
      const close = listen(url);
      await until(/subscribed/);
      close();
      const [order] = [await place(url), await place(url)];
      await cancel(order, url);
      const { epoch = '', sequence } = confirmation;
      const { orderId } = order;
      heard = [];
      listen(url, { orderId, since: { epoch, sequence } });
      await until(/#3/);
      expect(heard).to.deep.equal(['subscribed', '#1 PENDING', '#3 CANCELLED']);
      expect(confirmation).to.include({ replayed: 2, complete: true });
      expect(confirmation.order).to.include({ orderId, orderStatus: 'CANCELLED' });
    });

    it('is refused with the reason', async () => {
      const { url } = await startPlatform();
      listen(url, { orderId: unknown });
      await until(/^refused: .*[Nn]o order/);
      expect(heard).to.have.length(1);
    });

    it('is lost when the platform stops, which is said once', async () => {
      const { url, close } = await startPlatform();
      listen(url);
      await until(/subscribed/);
      await close();
      await until(/^lost: Connection lost \(/);
      expect(heard).to.have.length(2);
    });

    it('is lost where nobody answers', async () => {
      const url = `http://127.0.0.1:${await freePort()}`;
      listen(url);
      await until(/lost/);
      expect(heard).to.deep.equal([`lost: ${url} does not answer`]);
    });

    it('is lost, and not refused, where the platform cannot take it now', async () => {
      const server = http.createServer((_request, response) => response.writeHead(503).end());
      afterThisTest(() => server.close());
      await once(server.listen(0, '127.0.0.1'), 'listening');
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      listen(url);
      await until(/lost/);
      expect(heard).to.deep.equal([`lost: ${url} does not answer`]);
    });
  });
