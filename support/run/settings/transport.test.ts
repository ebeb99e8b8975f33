import { expect } from 'chai';
import { SettingError } from './setting-error';
import { readRunSettings } from './settings';
import { readTransport } from './transport';

describe('the setting TRANSPORT', () => {
  it('is socket.io if nothing is said', () => {
    expect([undefined, '', ' '].map((each) => readTransport(each))).to.deep.equal(
      Array(3).fill('socket.io'),
    );
  });

  it('can be either of two', () => {
    expect(['socket.io', ' websocket '].map((each) => readTransport(each))).to.deep.equal([
      'socket.io',
      'websocket',
    ]);
  });

  it('is asked back where it is misspelt', () => {
    expect(() => readTransport('websockets')).to.throw(
      SettingError,
      'TRANSPORT: "websockets" is neither socket.io nor websocket. Did you mean "websocket"?',
    );
    expect(() => readTransport('carrier pigeon')).to.throw(/nor websocket\.$/);
  });

  it('is what the platform claims, where that is one of them', () => {
    expect(readTransport('', ['core', 'websocket'])).to.equal('websocket');
    expect(readTransport('', ['websocket', 'socket.io'])).to.equal('socket.io');
    expect(() => readTransport('socket.io', ['websocket'])).to.throw(
      SettingError,
      'TRANSPORT: the platform does not claim socket.io',
    );
  });

  it('stops a run that cannot be', () => {
    expect(() => readRunSettings({ TRANSPORT: 'ws' })).to.throw(SettingError, 'TRANSPORT');
  });
});
