import { expect } from 'chai';
import { Figures } from './figures';
import { GOALS, judge } from './goals';

const figuresWith = (all: Record<string, number[]>): Figures => {
  const figures = new Figures();
  for (const [key, rounds] of Object.entries(all)) {
    const [measurement, name, subject] = key.split('|');
    for (const value of rounds) figures.add({ measurement, name, subject, unit: '' }, value);
  }
  return figures;
};

const goal = (part: string) => GOALS.filter(({ what }) => what.includes(part));

describe('the goals of the bench', () => {
  it('are decided by the median of the rounds, and the limit itself is allowed', () => {
    const key = 'memory|resident set of a subscriber|platform';
    const [met] = judge(figuresWith({ [key]: [29, 30, 90] }));
    expect(met).to.include({ isMet: true, median: 30, min: 29, max: 90, limit: '≤ 30 kB' });
    const [missed] = judge(figuresWith({ [key]: [1, 30.1, 31] }));
    expect(missed.isMet).to.equal(false);
  });

  it('compare contenders round by round', () => {
    const figures = figuresWith({
      'placing|orders|platform': [120, 12, 90],
      'placing|orders|Express + Socket.IO': [100, 10, 100],
      'placing|processor time an order|platform': [200, 100, 100],
      'placing|processor time an order|Express + Socket.IO': [100, 50, 50],
    });
    const [byRate, byProcessorTime] = judge(figures);
    expect(byRate).to.include({ isMet: true, median: 1.2, limit: '≥ 1.15 ×' });
    expect(byRate.rounds).to.deep.equal([1.2, 1.2, 0.9]);
    expect(byProcessorTime).to.include({ isMet: false, median: 0.5 });
  });

  it('hold the suite against what its scenarios take, shared among the workers', () => {
    const key = 'suite|sum of scenarios ÷ 8|whole suite';
    const wall = 'suite|wall time|whole suite';
    expect(judge(figuresWith({ [wall]: [50], [key]: [40] }))[0].isMet).to.equal(true);
    expect(judge(figuresWith({ [wall]: [51], [key]: [40] }))[0].isMet).to.equal(false);
  });

  it('hold delivery beside those who do not read against delivery alone, over both transports', () => {
    const delay = (transport: string) => `slow-readers|${transport}: delay of a delivery, p99`;
    const beside = 'beside 50 that do not read';
    const figures = figuresWith({
      [`${delay('Socket.IO')}|${beside}`]: [6],
      [`${delay('Socket.IO')}|alone`]: [3],
      [`${delay('/ws')}|${beside}`]: [3],
      [`${delay('/ws')}|alone`]: [1],
      [`slow-readers|/ws: let go|${beside}`]: [98],
    });
    const [overSocketIo, overWebSocket, letGo] = judge(figures);
    expect(overSocketIo).to.include({ isMet: true, median: 2 });
    expect(overWebSocket).to.include({ isMet: false, median: 3 });
    expect(letGo).to.include({ isMet: false, limit: '≥ 100 %' });
  });

  it('hold the fan-out over each transport against raw ws', () => {
    const time = 'fan-out|100 subscribers: processor time a delivery';
    const figures = figuresWith({
      [`${time}|platform`]: [11],
      [`${time}|platform, /ws`]: [12],
      [`${time}|node:http + ws`]: [10],
    });
    expect(judge(figures).map(({ isMet }) => isMet)).to.deep.equal([true, false]);
  });

  it('hold memory with a full log to what a container has, at the full number of orders only', () => {
    const peak = (orders: string) => `full-log|resident set of ${orders} orders, peak|platform`;
    expect(judge(figuresWith({ [peak('300,000')]: [301] }))[0].isMet).to.equal(false);
    expect(judge(figuresWith({ [peak('15,000')]: [301] }))).to.deep.equal([]);
  });

  it('hold a page of many orders against one of few, not the other way round', () => {
    const figures = figuresWith({
      'list|processor time a page|100,000 orders': [140],
      'list|processor time a page|100 orders': [100],
    });
    expect(judge(figures)[0]).to.include({ isMet: false, median: 1.4 });
  });

  it('stay out of the table when nothing was measured for them', () => {
    expect(judge(new Figures())).to.deep.equal([]);
    expect(judge(figuresWith({ 'placing|orders|platform': [1] }))).to.deep.equal([]);
  });

  it('are there for each number of orders that the load scenarios place', () => {
    expect(goal('100 orders, p99')[0].limit).to.deep.equal({ atMost: 2.5 });
    expect(goal('1,000 orders, p99')[0].limit).to.deep.equal({ atMost: 15 });
  });
});
