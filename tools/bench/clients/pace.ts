/** Decides when the next order is placed. */
export interface Pace {
  /** Begins to place orders, and calls `end` once when it has placed the last one. */
  begin(place: () => void, end: () => void): void;
  /** Called whenever everybody knows what became of one order more. */
  next(): void;
}

/** So many orders, always so many of them under way, as fast as that goes. */
export function inTurn(orders: number, underWay: number): Pace {
  let placeNext = () => {};
  return {
    begin: (place, end) => {
      let placed = 0;
      placeNext = () => {
        if (placed === orders) return;
        placed += 1;
        place();
        if (placed === orders) end();
      };
      for (let i = 0; i < underWay; i++) placeNext();
    },
    next: () => placeNext(),
  };
}

const TICK_MS = 1;

/**
 * So many orders a second, whether or not anybody has been told of those before.
 *
 * @param orders how many at most
 * @param isOver whether they are enough
 */
export function atRate(perSecond: number, orders: number, isOver = () => false): Pace {
  return {
    begin: (place, end) => {
      const begin = performance.now();
      let placed = 0;
      const ticks = setInterval(() => {
        const due = Math.floor(((performance.now() - begin) / 1000) * perSecond);
        for (; placed < Math.min(due, orders); placed++) place();
        if (placed < orders && !isOver()) return;
        clearInterval(ticks);
        end();
      }, TICK_MS);
    },
    next: () => {},
  };
}
