import { expect } from 'chai';
import { mediaTypeOf } from './media-type';

describe('a media type', () => {
  it('is the same in any case, and with any parameters', () => {
    for (const value of ['application/json', 'Application/JSON ; charset="UTF-8"'])
      expect(mediaTypeOf({ 'content-type': value })).to.equal('application/json');
  });

  it('can be missing', () => {
    expect(mediaTypeOf({})).to.equal(undefined);
  });
});
