import { expect } from 'chai';
import { stretched } from '../run/settings/deadlines';
import { expectTimesWithin, type TimeLimit } from './response-times';

const timed = { times: [120, 300, 900], total: 1000, overhead: 0 };
const held = (limit: TimeLimit) => () => expectTimesWithin(timed, [limit]);

describe('limits of answers', () => {
  it('hold the fastest and the slowest of them', () => {
    expect(held({ measure: 'every answer', 'at least': 100, 'at most': 1000 })).not.to.throw();
    expect(held({ measure: 'every answer', 'at least': 121 })).to.throw(/every answer.*120/);
    const most = 900 - stretched(100);
    expect(held({ measure: 'every answer', 'at most': most })).not.to.throw();
    expect(held({ measure: 'every answer', 'at most': most - 1 })).to.throw(/every answer.*900/);
  });

  it('hold their difference, the fastest alone, and all of them together', () => {
    expect(held({ measure: 'slowest less fastest', 'at least': 780 })).not.to.throw();
    expect(held({ measure: 'slowest less fastest', 'at least': 781 })).to.throw(/780/);
    expect(held({ measure: 'the fastest answer', 'less than': 121 })).not.to.throw();
    expect(held({ measure: 'the fastest answer', 'less than': 120 })).to.throw(/120/);
    expect(held({ measure: 'all answers together', 'at most': 1000 })).not.to.throw();
    expect(held({ measure: 'all answers together', 'at most': 1 })).to.throw(/1000/);
  });

  it('are errors where they say nothing, or of what is not measured', () => {
    expect(held({ measure: 'every answer' })).to.throw(
      'row 1, measure: "every answer" has no limit',
    );
    expect(held({ measure: 'each answer', 'at most': 1 })).to.throw(/"each answer" is not one of/);
  });
});
