import v8 from 'node:v8';
import vm from 'node:vm';

/** Bytes of a process, which by itself takes 120 MiB. */
const large = 200 * 1024 * 1024;

let collect: (() => void) | undefined;
/** Bytes that were still needed the last time. */
let needed = 0;

/**
 * Has what nobody needs any more collected, where this process has become large. By itself Node
 * waits until there is half a gigabyte of it; a platform that sends too much would have it so.
 */
export function keepSmall(): void {
  // Where much is needed, to look for the rest again and again would take all the time there is.
  if (process.memoryUsage.rss() < Math.max(large, needed * 1.25)) return;
  if (collect === undefined) {
    v8.setFlagsFromString('--optimize-for-size'); // from here on memory is dearer than time
    v8.setFlagsFromString('--expose-gc');
    collect = vm.runInNewContext('gc') as () => void;
  }
  collect();
  needed = process.memoryUsage.rss();
}
