import v8 from 'node:v8';
import vm from 'node:vm';

/** Bytes of a process, which by itself takes 120 MiB. */
const large = 200 * 1024 * 1024;

let collect: (() => void) | undefined;

/**
 * Has what nobody needs any more collected, where this process has become large. By itself Node
 * waits until there is half a gigabyte of it; a platform that sends too much would have it so.
 */
export function keepSmall(): void {
  if (process.memoryUsage.rss() < large) return;
  if (collect === undefined) {
    v8.setFlagsFromString('--optimize-for-size'); // from here on memory is dearer than time
    v8.setFlagsFromString('--expose-gc');
    collect = vm.runInNewContext('gc') as () => void;
  }
  collect();
}
