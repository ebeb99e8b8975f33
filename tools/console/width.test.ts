import { expect } from 'chai';
import { curlLine } from '../run-model/curl';
import { cut, fitTitle, shortened, wrap } from './width';

describe('a line of the console', () => {
  it('is cut off with a mark', () => {
    expect(cut('abcdef', 4)).to.equal('abc…');
    expect(cut('abcd', 4)).to.equal('abcd');
  });

  it('is broken where words end, or where it has to be', () => {
    expect(wrap('  one two three four', 12)).to.equal('  one two\n    three\n    four');
    expect(wrap('abcdefghijkl', 5)).to.equal('abcde\n  fgh\n  ijk\n  l');
  });

  it('is left out in the middle of many', () => {
    const lines = Array.from({ length: 20 }, (_, index) => `${index}`);
    const shown = shortened(lines, 5);
    expect(shown).to.have.lengthOf(5);
    expect(shown[2]).to.include('16 lines left out');
    expect(shown.at(-1)).to.equal('19');
  });

  it('has as much of a name as there is room for', () => {
    const name = { feature: 'Feature', rule: 'Rule', title: 'Title', uri: '', line: 1 };
    expect(fitTitle(name, 40)).to.equal('Feature › Rule › Title');
    expect(fitTitle(name, 18)).to.equal('… › Rule › Title');
    expect(fitTitle(name, 10)).to.equal('… › Title');
    expect(fitTitle(name, 7)).to.equal('… › Ti…');
  });
});

describe('a request to copy', () => {
  it('has what was sent, fit for a shell', () => {
    const request = { method: 'POST', path: '/orders', sent: { 'Idempotency-Key': "it's" } };
    expect(curlLine({ baseUrl: 'http://x' }, { ...request, body: '{"a":1}' })).to.equal(
      `curl -i -X POST -H 'Idempotency-Key: it'\\''s' -H 'Content-Type: application/json' -d '{"a":1}' 'http://x/orders'`,
    );
    expect(
      curlLine({ baseUrl: 'http://x' }, { method: 'GET', path: '/health', sent: {} }),
    ).to.equal(`curl -i 'http://x/health'`);
  });

  it('names what every request says, for the shell to put in', () => {
    const platform = { baseUrl: 'https://x', headers: { 'X-API-Key': '$KEY', 'X-Team': 'q' } };
    expect(curlLine(platform, { method: 'GET', path: '/orders', sent: {} })).to.equal(
      `curl -i -H "X-API-Key: $KEY" -H 'X-Team: q' 'https://x/orders'`,
    );
  });
});
