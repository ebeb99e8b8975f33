import { expect } from 'chai';
import type { OrderRecord } from '../records';
import { distributionChart } from './distribution-chart';
import { timelineChart } from './timeline-chart';

const executed = (index: number) =>
  ({
    order: index + 1,
    orderId: `id-${index}`,
    sent: index,
    answered: index + 500,
    pendingSeen: index + 500,
    executedSeen: index + 2500,
  }) as OrderRecord;
const lost = (index: number) => ({ ...executed(index), executedSeen: undefined });
const cancelled = (index: number) => ({ ...lost(index), cancelledSeen: index + 900 });
const many = (count: number, record = executed) =>
  Array.from({ length: count }, (_, index) => record(index));

/** How many strokes the rows of a kind are made of. */
const rows = (svg: string, kind: string) =>
  new RegExp(`<path d="([^"]*)" class="row ${kind}"`).exec(svg)?.[1]?.split('M').slice(1).length ??
  0;

/** What must never get into a picture: coordinates that cannot be drawn. */
const nowhere = /NaN|undefined|Infinity/;

describe('the chart of a distribution', () => {
  it('shows average, deviation and percentiles', () => {
    const svg = distributionChart('Execution delay', [1500, 1700, 2000, 2300, 2500], '2 missing');
    expect(svg).to.include(
      '5 measured · average 2000.0 ms · standard deviation 412.3 ms · 2 missing',
    );
    expect(svg).to.include('p50 2000.0').and.include('p99 2492.0');
    expect(svg).not.to.match(nowhere);
  });

  it('has a bar for each group of durations, which hold all of them', () => {
    const svg = distributionChart('x', [10, 10, 10, 20]);
    expect(svg.match(/class="bar"/g)).to.have.lengthOf(2);
  });

  it('can be drawn of one duration, of equal ones and of none', () => {
    for (const durations of [[5], [5, 5, 5], []])
      expect(distributionChart('x', durations))
        .to.match(/<\/svg>$/)
        .and.not.match(nowhere);
    expect(distributionChart('x', [])).to.include('Nothing was measured.');
  });

  it('takes a title as text', () => {
    expect(distributionChart('<b>&', [1, 2]))
      .to.include('&lt;b&gt;&amp;')
      .and.not.include('<b>');
  });
});

describe('the timeline of a run', () => {
  it('has a row for each order', () => {
    const svg = timelineChart('run', [executed(0), executed(1), cancelled(2), lost(3)]);
    expect(rows(svg, 'wait')).to.equal(3);
    expect([rows(svg, 'executed'), rows(svg, 'cancelled'), rows(svg, 'bad')]).to.deep.equal([
      2, 1, 1,
    ]);
    expect(svg).not.to.match(nowhere);
  });

  it('of very many orders shows some of each kind', () => {
    const svg = timelineChart('run', [...many(3960), ...many(1000, cancelled), ...many(40, lost)]);
    expect(rows(svg, 'bad')).to.equal(40);
    expect(rows(svg, 'executed')).to.equal(48);
    expect(rows(svg, 'cancelled')).to.equal(12);
    expect(svg).to.include('5000 orders in').and.include('below, 100 of them');
    expect(svg.length).to.be.below(60_000);
  });

  it('can be drawn of a run in which nothing was answered', () => {
    const silent = { order: 1, sent: 0, orderId: undefined } as OrderRecord;
    expect(timelineChart('run', [silent]))
      .to.match(/<\/svg>$/)
      .and.not.match(nowhere);
  });
});
