import path from 'node:path';
import { PROJECT } from '../project';
import type { Contender } from './server-process';

const BUILD = path.join(PROJECT, '.build');

/** Delays off, logs off, as the baselines are. */
const AT_FULL_SPEED: NodeJS.ProcessEnv = {
  PORT: '0',
  HOST: '127.0.0.1',
  ENDPOINT_DELAY_MS: '0-0',
  EXECUTION_DELAY_MS: '0-0',
  LOG_LEVEL: 'silent',
};

export const PLATFORM: Contender = {
  name: 'platform',
  program: path.join(BUILD, 'server', 'main.js'),
  env: AT_FULL_SPEED,
  protocol: 'socket.io',
};

/** The same platform, its subscribers at `/ws`. */
export const PLATFORM_WS: Contender = { ...PLATFORM, name: 'platform, /ws', protocol: 'feed' };

export const BARE: Contender = {
  name: 'Express + Socket.IO',
  program: path.join(BUILD, 'tools', 'bench', 'baselines', 'express-socketio.js'),
  env: {},
  protocol: 'socket.io',
};

/** The same, able to tell whoever comes back what it has missed, as Socket.IO itself does it. */
export const BARE_WITH_RECOVERY: Contender = {
  ...BARE,
  name: 'Express + Socket.IO, its recovery on',
  args: ['--recovery'],
};

export const RAW: Contender = {
  name: 'node:http + ws',
  program: path.join(BUILD, 'tools', 'bench', 'baselines', 'node-ws.js'),
  env: {},
  protocol: 'ws',
};

export const CONTENDERS = [PLATFORM, BARE, RAW] as const;
