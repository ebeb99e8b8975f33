const PATIENCE_MS = 20_000;

/**
 * Gives up with this message once nothing has happened for a while, however long it takes in all.
 *
 * @returns `progress` to be called whenever something happens, `end` when it is over
 */
export function patience(giveUp: () => void): { progress: () => void; end: () => void } {
  let happened = false;
  const timer = setInterval(() => {
    if (!happened) giveUp();
    happened = false;
  }, PATIENCE_MS);
  return { progress: () => void (happened = true), end: () => clearInterval(timer) };
}
