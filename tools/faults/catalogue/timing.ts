import { setTimeout as pause } from 'node:timers/promises';
import { amongRude, inRealTime, quickly, underLoad, withoutDelays } from '../conditions';
import type { Kind, RestRequest, Tampering } from '../fault';
import {
  headerOf,
  isExecuted,
  isPlacing,
  lost,
  oneIn,
  oneOrderIn,
  problem,
  requests,
  withHeader,
} from '../tools';

const answerTimes = 'How long an answer takes';
const each = `${answerTimes} › Each endpoint answers after 0.1 to 1 s, and varies`;
const execution = 'The life of an order › A pending order is executed by itself';
const load =
  '100 orders at the same time › Under load every order is accepted, executed and announced';
const control = 'x-execution-delay-ms';

const isOrders = ({ path }: RestRequest) => path.startsWith('/orders');

export const timing: Kind = {
  name: 'Time and load',
  faults: [
    {
      name: 'Orders are answered at once',
      means: 'Clients are tested on a platform that is quicker than any real one.',
      breaks: 'TIME-1',
      caughtBy: each,
      under: withoutDelays,
      tamper: () => ({}),
    },
    {
      name: 'One answer in ten takes another second',
      means: 'Clients that have waited long enough give up on an order that was placed.',
      breaks: 'TIME-1',
      caughtBy: each,
      under: inRealTime,
      tamper: () => {
        const isTenth = oneIn(10);
        return delays(isOrders, ({ path }) => (isTenth(path) ? 1_000 : 0));
      },
    },
    {
      name: 'Refusals are answered at once',
      means: 'The time of an answer tells strangers which orders there are.',
      breaks: 'TIME-1',
      caughtBy: each,
      under: withoutDelays,
      tamper: () => delays(isOrders, steps(150, 900), (status) => status < 400),
    },
    {
      name: 'The platform works on ten requests at a time',
      means: 'At the opening, when everybody trades, everybody waits for everybody.',
      breaks: 'TIME-2',
      caughtBy: `${answerTimes} › One slow request does not delay another`,
      under: inRealTime,
      tamper: () => tenAtATime(),
    },
    {
      name: 'As long as somebody has not finished his request nobody else is answered',
      means: 'One telephone in a tunnel stops the market.',
      breaks: 'TIME-3',
      caughtBy: `${answerTimes} › One slow request does not delay another › A client that never finishes its request harms nobody`,
      under: amongRude,
      tamper: () => oneAfterTheOther(),
    },
    {
      name: 'The health check and the documents take as long as orders',
      means: 'Those who watch the platform take it for dead.',
      breaks: 'HEALTH-1',
      caughtBy: 'What the platform says about itself › None of this is delayed',
      under: inRealTime,
      tamper: () =>
        delays(
          (request) => !isOrders(request),
          () => 300,
        ),
    },
    {
      name: 'Orders are executed a second too late',
      means: 'The market has moved on by then.',
      breaks: 'TIME-4',
      caughtBy: `${execution} › The time to execution is random`,
      under: inRealTime,
      tamper: () => executesAfter(steps(2_700, 3_500)),
    },
    {
      name: 'Every order takes exactly two seconds to execute',
      means: 'What happens when orders overtake each other is never tried.',
      breaks: 'TIME-4',
      caughtBy: `${execution} › The time to execution is random`,
      under: inRealTime,
      tamper: () => executesAfter(() => 2_000),
    },
    {
      name: 'The wish for another time to execution is ignored',
      means: 'A demonstration cannot show what it is meant to show.',
      breaks: 'CTRL-1',
      caughtBy:
        'The life of an order › Whoever tries the platform can say when an order is executed › A demonstration can say when an order is executed: after 3 s',
      under: quickly,
      tamper: () => requests(isPlacing, (request) => withHeader(request, control, undefined)),
    },
    {
      name: 'EXECUTED events arrive a second late',
      means: 'A trader acts on what is a second old.',
      breaks: 'TIME-4',
      caughtBy: load,
      under: underLoad,
      tamper: () => ({
        event: (event, client) => {
          if (!isExecuted(event)) return [event];
          setTimeout(() => client.tell(event), 1_000);
          return [];
        },
      }),
    },
    {
      name: 'Under load one event in fifty is lost',
      means: 'On the busiest days the books are wrong.',
      breaks: 'EVENT-1',
      caughtBy: load,
      under: underLoad,
      tamper: () => {
        const isUnlucky = oneOrderIn(25);
        return lost((event) => isExecuted(event) && isUnlucky(event));
      },
    },
    {
      name: 'Under load one order in twenty is turned away',
      means: 'On the busiest days a trader has to try until he gets through.',
      breaks: 'PLACE-7',
      caughtBy: load,
      under: underLoad,
      tamper: () => {
        const isTwentieth = oneIn(20);
        return {
          rest: async (request, forward) =>
            isPlacing(request) && isTwentieth('orders')
              ? withHeader(problem(503, 'Too busy'), 'retry-after', '1')
              : forward(request),
        };
      },
    },
  ],
};

/** Rising and falling by a fixed step between two bounds: different each time, and never by chance. */
function steps(least: number, most: number): () => number {
  const golden = 0.618_033_988_75;
  let at = 0;
  return () => least + (most - least) * ((at += golden) % 1);
}

/** Answers to some requests take longer by some milliseconds. */
function delays(
  about: (request: RestRequest) => boolean,
  ms: (request: RestRequest) => number,
  meant: (status: number) => boolean = () => true,
): Tampering {
  return {
    rest: async (request, forward) => {
      const response = await forward(request);
      if (about(request) && meant(response.status)) await pause(ms(request));
      return response;
    },
  };
}

/** Orders whose time nobody has said execute after some milliseconds. */
function executesAfter(ms: () => number): Tampering {
  return requests(
    (request) => isPlacing(request) && headerOf(request, control) === undefined,
    (request) => withHeader(request, control, String(Math.round(ms()))),
  );
}

/** Whoever is to be answered waits for all requests that have begun to come. */
function oneAfterTheOther(): Tampering {
  const waiting: (() => void)[] = [];
  let coming = 0;
  const cameOrLeft = () => {
    coming -= 1;
    if (coming === 0) waiting.splice(0).forEach((goOn) => goOn());
  };
  return {
    begun: (whole) => {
      coming += 1;
      whole.then(cameOrLeft, cameOrLeft);
    },
    rest: async (request, forward) => {
      if (coming > 0) await new Promise<void>((resolve) => waiting.push(resolve));
      return forward(request);
    },
  };
}

function tenAtATime(): Tampering {
  const waiting: (() => void)[] = [];
  let working = 0;
  return {
    rest: async (request, forward) => {
      if (working >= 10) await new Promise<void>((resolve) => waiting.push(resolve));
      working += 1;
      return forward(request).finally(() => {
        working -= 1;
        waiting.shift()?.();
      });
    },
  };
}
