import type { Kind } from '../kind';
import { answerKinds } from './answers';
import { eventKinds } from './events';
import { textKinds } from './texts';

export const kinds: readonly Kind[] = [...textKinds, ...answerKinds, ...eventKinds];
