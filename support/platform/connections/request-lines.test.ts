import { expect } from 'chai';
import { plainDescription } from '../../run/settings/platform/description';
import { Access } from '../access';
import { firstLines, firstLinesOfProxied } from './request-lines';

describe('the first lines of a request by hand', () => {
  it('ask the host of the platform for a path', () => {
    const access = new Access('http://platform:3000');
    expect(firstLines(access, 'GET', '/orders?limit=1')).to.deep.equal([
      'GET /orders?limit=1 HTTP/1.1',
      'Host: platform:3000',
    ]);
  });

  it('have the path of the platform before that of the contract', () => {
    expect(firstLines(new Access('https://host/trading'), 'POST', '/orders')).to.deep.equal([
      'POST /trading/orders HTTP/1.1',
      'Host: host',
    ]);
  });

  it('say what every request says', () => {
    const description = { ...plainDescription(), headers: { 'X-API-Key': 'abc' } };
    expect(firstLines(new Access('http://host', description), 'GET', '/orders')).to.deep.equal([
      'GET /orders HTTP/1.1',
      'Host: host',
      'X-API-Key: abc',
    ]);
  });

  it('can have the whole address', () => {
    expect(firstLinesOfProxied(new Access('https://host/trading'), 'GET', '/health')).to.deep.equal(
      ['GET https://host/trading/health HTTP/1.1', 'Host: host'],
    );
    expect(firstLinesOfProxied(new Access('http://host:81'), 'GET', '')).to.deep.equal([
      'GET http://host:81 HTTP/1.1',
      'Host: host:81',
    ]);
  });
});
