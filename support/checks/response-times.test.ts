import { expect } from 'chai';
import { stretched } from '../run/settings/deadlines';
import { expectTimesWithin, type TimeLimit } from './response-times';

const timed = { times: [120, 300, 900], total: 1000, endpoint: '/health', late: 0, overhead: 0 };
const held = (limit: TimeLimit) => () => expectTimesWithin(timed, [limit]);

describe('limits of answers', () => {
  it('hold the fastest and the slowest of them', () => {
    expect(held({ measure: 'every answer', 'at least': 100, 'at most': 1000 })).not.to.throw();
    expect(held({ measure: 'every answer', 'at least': 121 })).to.throw(/too early[^]*120/);
    const most = 900 - stretched(100);
    expect(held({ measure: 'every answer', 'at most': most })).not.to.throw();
    expect(held({ measure: 'every answer', 'at most': most - 1 })).to.throw(/too late[^]*900/);
  });

  it('hold their difference, the fastest alone, and all of them together', () => {
    expect(held({ measure: 'slowest less fastest', 'at least': 780 })).not.to.throw();
    expect(held({ measure: 'slowest less fastest', 'at least': 781 })).to.throw(/780/);
    expect(held({ measure: 'the fastest answer', 'less than': 121 })).not.to.throw();
    expect(held({ measure: 'the fastest answer', 'less than': 119 })).to.throw(/120/);
    expect(held({ measure: 'all answers together', 'at most': 1000 })).not.to.throw();
    expect(held({ measure: 'all answers together', 'at most': 1 })).to.throw(/1000/);
  });

  it('could not be judged where they are broken by less than the machine was late', () => {
    const late = { ...timed, late: 200 };
    const limit = { measure: 'all answers together', 'at most': 900 };
    expect(() => expectTimesWithin(late, [limit])).to.throw('TIME-2 could not be judged');
    expect(() => expectTimesWithin(late, [{ ...limit, 'at most': 700 }])).to.throw('is broken');
  });

  it('are errors where they say nothing, or of what is not measured', () => {
    expect(held({ measure: 'every answer' })).to.throw(
      'row 1, measure: "every answer" has no limit',
    );
    expect(held({ measure: 'each answer', 'at most': 1 })).to.throw(/"each answer" is not one of/);
  });
});
