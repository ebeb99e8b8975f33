import { Status } from '@cucumber/cucumber';
import { expect } from 'chai';
import { Paint } from './paint';

const red = (text: string) => `\x1b[31m${text}\x1b[39m`;
const paint = new Paint({
  ...{ forStatus: () => red, location: red, tag: red, diffAdded: red, diffRemoved: red },
  ...{ errorMessage: red, errorStack: red },
});

describe('the colours of the console', () => {
  it('are ours, and no sequence within them is anybody’s', () => {
    const { errorMessage, location, forStatus } = paint.colors;
    const text = errorMessage(`a${location('b')}\x1b[31mc`) + forStatus(Status.FAILED)('d\ne');
    expect(paint.printed(text)).to.equal(red(`a${red('b')}\\u001b[31mc`) + red('d\ne'));
  });
});
