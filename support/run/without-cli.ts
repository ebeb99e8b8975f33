import { withoutCommandLine } from './cucumber-internals';
import { isWorker } from './settings/handed-over';

if (isWorker()) withoutCommandLine();
