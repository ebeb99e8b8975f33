import type { Pickle } from '@cucumber/messages';
import { expect } from 'chai';
import { needsOf, whyNotJudged } from './needs';
import { plainDescription } from './settings/platform/description';

const scenario = (tags: string[], ...steps: string[]) =>
  ({
    tags: tags.map((name) => ({ name })),
    steps: steps.map((text) => ({ text })),
  }) as unknown as Pick<Pickle, 'tags' | 'steps'>;

describe('what a scenario needs', () => {
  const needs: [string, Pick<Pickle, 'tags' | 'steps'>, string[]][] = [
    ['nothing but core', scenario(['@PLACE-1'], 'a PENDING order'), ['core']],
    ['what its clauses belong to', scenario(['@KEY-1', '@REFUSE-3']), ['idempotency', 'problem-details']], // prettier-ignore
    ['what its tags say', scenario(['@timing', '@controls']), ['timing', 'controls']],
    ['keys', scenario([], 'the trader has placed an order with key "k1"'), ['idempotency']],
    ['pages', scenario([], 'the trader pages through all orders, 50 at a time'), ['paging']],
    ['Socket.IO', scenario([], 'subscriber "A" to all orders over HTTP polling'), ['socket.io']],
    ['plain WebSocket', scenario([], 'subscriber "A" to all orders over plain WebSocket'), ['websocket']], // prettier-ignore
    ['replay', scenario([], 'the subscriber reconnects and asks for what it has missed'), ['replay']], // prettier-ignore
    ['a place in the sequence', scenario([], 'the client subscribes with {"since": {}}'), ['replay']], // prettier-ignore
    ['recovery', scenario([], 'the subscriber reconnects'), ['recovery']],
    ['the pages', scenario([], 'a tester who has opened the blotter'), ['pages']],
    ['the page itself', scenario([], 'a client sends POST "/"'), ['pages']],
    ['the health', scenario([], 'a browser asks for GET to "/health"'), ['health']],
    ['the documents', scenario([], 'a client sends PUT "/openapi.json"'), ['documents']],
    ['no page that nobody has', scenario([], 'a client sends GET "/HEALTH"'), []],
  ];
  for (const [what, given, due] of needs)
    it(`is ${what}`, () => {
      expect(needsOf(given)).to.deep.equal(due);
    });

  it('is why it is skipped where it is not claimed', () => {
    const claiming = (...capabilities: string[]) => ({
      ...plainDescription('http://x'),
      capabilities,
    });
    const given = scenario(['@KEY-1', '@PLACE-1', '@timing']);
    expect(whyNotJudged(given, plainDescription('http://x'))).to.equal(undefined);
    expect(whyNotJudged(given, claiming('websocket', 'timing', 'idempotency'))).to.equal(undefined);
    expect(whyNotJudged(given, claiming('websocket'))).to.equal(
      'the platform does not claim timing',
    );
    expect(whyNotJudged(scenario(['@PAGES-1']), plainDescription('http://x'))).to.equal(
      'the platform does not claim pages',
    );
    expect(whyNotJudged(scenario(['@PAGES-1']), plainDescription())).to.equal(undefined);
  });
});
