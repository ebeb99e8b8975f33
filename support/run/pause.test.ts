import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { pauseAfter } from './pause';

describe('a pause', () => {
  const scenario = {
    title: 'An order is cancelled',
    uri: 'features/a.feature',
    status: 'FAILED',
    message: 'Error: expected PENDING\n    at somewhere',
    baseUrl: 'http://127.0.0.1:4000',
  };
  let printed: string;
  const print = (text: string) => void (printed += text);
  const terminal = () => Object.assign(new PassThrough(), { isTTY: true });
  beforeEach(() => (printed = ''));

  it('says how the scenario ended and where to look, and waits for Enter', async () => {
    const input = terminal();
    let isOver = false;
    const pause = pauseAfter(scenario, input, {}, print).then(() => (isOver = true));
    await new Promise(setImmediate);
    expect(isOver).to.equal(false);
    expect(printed)
      .to.include(
        '"An order is cancelled" (features/a.feature): FAILED\n  Error: expected PENDING\n',
      )
      .and.include('http://127.0.0.1:4000/ ')
      .and.include('http://127.0.0.1:4000/api-docs ')
      .and.not.include('somewhere');
    input.write('\n');
    await pause;
  });

  it('ends when there is no more input', async () => {
    const input = terminal();
    input.end();
    await pauseAfter(scenario, input, {}, print);
    expect(printed).to.include('Enter goes on');
  });

  it('is left out on a build server, and says so', async () => {
    await pauseAfter(scenario, terminal(), { CI: 'true' }, print);
    expect(printed).to.include('no pause after "An order is cancelled"').and.include('CI is set');
  });

  it('is left out where nobody can press Enter, and says so', async () => {
    await pauseAfter(scenario, new PassThrough(), {}, print);
    expect(printed).to.include('@pause: no pause').and.include('no terminal');
  });
});
