import { capabilities } from '../../../support/contract/capabilities';
import type { InvalidRequest } from '../../../support/contract/types';
import { aboutClause, withPages } from '../conditions';
import type { Kind } from '../fault';
import {
  answer,
  answers,
  both,
  has,
  headerOf,
  isListing,
  isLookingUp,
  isPlacing,
  jsonOf,
  oneIn,
  problem,
  requests,
  shownOrders,
  withHeader,
  withJson,
} from '../tools';

const nothingCut = 'What a request to place an order has to look like › An offer to change the protocol is passed over, and nothing of a request is cut off'; // prettier-ignore
const invalid = has(400);
const isPath = (path: string) => (request: { path: string }) => request.path === path;

export const answering: Kind = {
  name: 'The form of answers and refusals',
  faults: [
    {
      name: 'A quantity is shown as text',
      means: 'Clients add quantities up as words: "5" and "5" make "55".',
      breaks: 'READ-1',
      caughtBy: 'Looking up an order › An order can be looked up in every status',
      tamper: () =>
        shownOrders(isLookingUp, (order) => ({ ...order, quantity: String(order.quantity) })),
    },
    {
      name: 'An answer shows a field of the database',
      means:
        'Clients come to rely on what was never promised, or see what is none of their business.',
      breaks: 'READ-1',
      caughtBy: 'Looking up an order › An order can be looked up in every status',
      tamper: () => shownOrders(isLookingUp, (order) => ({ ...order, accountId: 4711 })),
    },
    {
      name: 'Refusals come as plain JSON',
      means: 'Clients that read problem documents show no reason at all.',
      breaks: 'REFUSE-2',
      caughtBy: 'What the platform says when it refuses › Every error is a problem document',
      tamper: () =>
        answers(
          (_request, { status }) => status >= 400,
          (response) => withHeader(response, 'content-type', 'application/json; charset=utf-8'),
        ),
    },
    {
      name: 'A wrong method is refused without naming the right ones',
      means: 'Gateways and programmers are left to guess.',
      breaks: 'REFUSE-4',
      caughtBy:
        'What the platform says when it refuses › A wrong method on a known path is answered with the right ones',
      tamper: () => answers(has(405), (response) => withHeader(response, 'allow', undefined)),
    },
    {
      name: 'Only the first of several mistakes is named',
      means: 'The trader mends one mistake after the other and is refused again each time.',
      breaks: 'REFUSE-3',
      caughtBy: 'Orders that make no sense are refused › Every fault of an order is named at once',
      tamper: () =>
        answers(
          invalid,
          faults((errors) => errors.slice(0, 1)),
        ),
    },
    {
      name: 'Invalid input is answered as an error of the server',
      means: 'Clients try the same wrong order again and again, and operators are woken up for it.',
      breaks: 'REFUSE-1',
      caughtBy: 'Orders that make no sense are refused',
      tamper: () => answers(invalid, () => problem(500, 'Internal Server Error')),
    },
    {
      name: 'An unknown order is answered with success and nothing',
      means: 'A client takes an order that does not exist for one without details.',
      breaks: 'READ-2',
      caughtBy: 'Looking up an order › Only an order that exists can be looked up',
      tamper: () => answers(both(isLookingUp, 404), () => answer(200, null)),
    },
    {
      name: 'A browser may not cancel from another site',
      means: 'The cancel button of a web application does nothing.',
      breaks: 'CORS-1',
      caughtBy:
        'What the platform says about itself › A browser may call everything from any origin',
      tamper: () =>
        answers(
          ({ method }) => method === 'OPTIONS',
          (response) => {
            const name = 'access-control-allow-methods';
            const allowed = (headerOf(response, name) ?? '').split(',');
            return withHeader(response, name, allowed.filter((each) => each !== 'DELETE').join());
          },
        ),
    },
    {
      name: 'A browser may not follow events from another site',
      means: 'The blotter of a web application stays empty, and nothing tells why.',
      breaks: 'CORS-1',
      caughtBy:
        'What the platform says about itself › A browser may call everything from any origin › A page from elsewhere can follow events',
      tamper: () => ({
        ask: (ask) =>
          ask.origin === undefined ? ask : { ok: false, error: 'The origin is another one.' },
      }),
    },
    {
      name: 'The page of orders is not there',
      means: 'Whoever looks at the market in a browser sees nothing.',
      breaks: 'PAGES-1',
      caughtBy: 'What the platform says about itself › The pages are there',
      under: { ...aboutClause('PAGES-1'), claims: capabilities, comparedWith: withPages },
      tamper: () => answers(isPath('/'), () => problem(404, 'Not Found')),
    },
    {
      name: 'Whoever asks without wanting the body is refused',
      means: 'Monitors take the platform for dead.',
      breaks: 'REFUSE-5',
      caughtBy:
        'What the platform says about itself › What can be read can be asked for in other ways',
      under: aboutClause('REFUSE-5'),
      tamper: () =>
        answers(
          ({ method }) => method === 'HEAD',
          () => withHeader(problem(405, 'Method Not Allowed'), 'allow', 'GET'),
        ),
    },
    {
      name: 'Compressed orders are refused',
      means: 'Programs that save bandwidth cannot trade.',
      breaks: 'REFUSE-5',
      caughtBy:
        'What a request to place an order has to look like › A body may come in pieces, or compressed',
      under: aboutClause('REFUSE-5'),
      tamper: () => ({
        rest: async (request, forward) =>
          headerOf(request, 'content-encoding') === undefined
            ? forward(request)
            : problem(415, 'Unsupported Media Type'),
      }),
    },
    {
      name: 'Who offers another protocol is cut off without an answer',
      means: 'Programs in Java, which offer HTTP/2 by themselves, cannot trade.',
      breaks: 'REFUSE-7',
      caughtBy: `${nothingCut} › an order that offers HTTP/2 is answered with status 201`,
      under: aboutClause('REFUSE-7'),
      tamper: () => ({ cutsOffers: true }),
    },
    {
      name: 'Of very many parameters the last are cut off',
      means: 'Somebody hides behind a long request what the platform was to refuse.',
      breaks: 'REFUSE-7',
      caughtBy: `${nothingCut} › 2000 parameters, the last of them wrong are refused`,
      under: aboutClause('REFUSE-7'),
      tamper: () =>
        requests(isListing, (request) => ({
          ...request,
          path: request.path.split('&').slice(0, 1_000).join('&'),
        })),
    },
    {
      name: 'Of very many headers the last are cut off',
      means: 'An order loses its key, and is placed again.',
      breaks: 'REFUSE-7',
      caughtBy: `${nothingCut} › 2100 headers, the last of them wrong are refused`,
      under: aboutClause('REFUSE-7'),
      tamper: () =>
        requests(
          (request) => (headerOf(request, 'a')?.length ?? 0) > 2_000,
          (request) => withHeader(request, 'idempotency-key', undefined),
        ),
    },
    {
      name: 'Who is turned away is not told when to try again',
      means: 'All try again at once, and again.',
      breaks: 'REFUSE-6',
      caughtBy: 'Placing orders › Every order has an identifier of its own',
      under: aboutClause('PLACE-7'),
      tamper: () => {
        const isTenth = oneIn(10);
        return {
          rest: async (request, forward) =>
            isPlacing(request) && isTenth('orders') ? problem(503, 'Too busy') : forward(request),
        };
      },
    },
    {
      name: 'A page loads a script from the internet',
      means: 'The page stays empty where there is no internet, and runs what others have written.',
      breaks: 'DOCS-1',
      caughtBy: 'What the platform says about itself › The documentation is there',
      tamper: () =>
        answers(isPath('/api-docs/'), (response) => ({
          ...response,
          body: Buffer.from(
            response.body
              .toString()
              .replace(
                '</head>',
                '<script src="https://cdn.example/swagger-ui.js"></script></head>',
              ),
          ),
        })),
    },
  ],
};

function faults(change: (errors: InvalidRequest['errors']) => InvalidRequest['errors']) {
  return (response: Parameters<typeof jsonOf>[0] & ReturnType<typeof problem>) => {
    const document = jsonOf(response) as InvalidRequest;
    return withJson(response, { ...document, errors: change(document.errors) });
  };
}
