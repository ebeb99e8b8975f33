import type { Order } from '../../../support/contract/types';
import { aboutClause, aboutFilters } from '../conditions';
import type { Forward, Kind, RestRequest, RestResponse } from '../fault';
import { queryOf } from '../proxy/rest';
import {
  answers,
  both,
  headerOf,
  isListing,
  isPending,
  jsonOf,
  shownOrders,
  withHeader,
  withJson,
  withQuery,
} from '../tools';

const listed = both(isListing, 200);
const refused = 'Listing orders › A list that makes no sense is refused';
const paging = 'Listing orders › Paging shows every order exactly once';

/** Milliseconds by which a copy of the orders is late. */
const lag = 3_000;

export const listing: Kind = {
  name: 'Listing orders',
  faults: [
    {
      name: 'A page leaves out its last order where another page follows',
      means: 'Reports miss an order every so often, always at the edge of a page.',
      breaks: 'PAGE-3',
      caughtBy: paging,
      tamper: () =>
        answers(listed, (response) =>
          hasNext(response) ? withJson(response, ordersIn(response).slice(0, -1)) : response,
        ),
    },
    {
      name: 'A page begins with the last order of the page before',
      means: 'Totals count orders twice, always at the edge of a page.',
      breaks: 'PAGE-3',
      caughtBy: paging,
      tamper: () => {
        const last = new Map<string, Order>();
        return answers(listed, (response, request) => {
          const orders = ordersIn(response);
          const repeated = last.get(cursorOf(request) ?? '');
          const end = orders.at(-1);
          const next = nextCursor(response);
          if (next !== undefined && end) last.set(next, end);
          return repeated ? withJson(response, [repeated, ...orders]) : response;
        });
      },
    },
    {
      name: 'Pages are counted from the newest order',
      means: 'Each order that comes while somebody pages shifts all others: some are shown twice.',
      breaks: 'PAGE-3',
      caughtBy: `${paging} › Orders that come while the trader pages are no reason to miss one or show one twice`,
      tamper: () => ({
        rest: (request, forward) =>
          isListing(request) ? byOffset(request, forward) : forward(request),
      }),
    },
    {
      name: 'Pages are cut before they are narrowed down',
      means: 'Pages of a filtered list hold too few orders, or none, and people stop paging.',
      breaks: 'PAGE-2',
      caughtBy: `${paging} › A narrowed list is paged in the same way`,
      tamper: () => ({
        rest: async (request, forward) => {
          const status = queryOf(request.path).get('orderStatus');
          const all = withQuery(request, { orderStatus: undefined });
          const response = await forward(isListing(request) && status ? all : request);
          return listed(request, response) && status
            ? withJson(
                response,
                ordersIn(response).filter((each) => each.orderStatus === status),
              )
            : response;
        },
      }),
    },
    {
      name: 'A full last page promises another one',
      means: 'Clients ask for an empty page, and some of them take that for an error.',
      breaks: 'PAGE-2',
      caughtBy: `${paging} › 6 orders, 3 at a time, make pages of 3, 3`,
      tamper: () => ({
        rest: async (request, forward) => {
          if (isListing(request) && cursorOf(request) === emptyPage) return noOrders;
          const response = await forward(request);
          const limit = Number(queryOf(request.path).get('limit') ?? 100);
          const isFull = listed(request, response) && ordersIn(response).length === limit;
          return isFull && !hasNext(response)
            ? withHeader(response, 'link', linkTo(request, emptyPage))
            : response;
        },
      }),
    },
    {
      name: 'A cursor is taken for one wherever it looks like one',
      means: 'Who has cut off or mistyped a link is shown some page, and believes it.',
      breaks: 'PAGE-4',
      caughtBy: `${refused} › A cursor that only looks like one that the platform gave is refused`,
      under: aboutFilters,
      tamper: () => {
        const given = new Set<string>();
        return {
          rest: async (request, forward) => {
            const asked = cursorOf(request);
            const meant = [...given].find((each) => each.length === asked?.length);
            const isOther = isListing(request) && asked !== undefined && !given.has(asked);
            const response = await forward(
              isOther && meant ? withQuery(request, { cursor: meant }) : request,
            );
            const next = nextCursor(response);
            if (next !== undefined) given.add(next);
            return response;
          },
        };
      },
    },
    {
      name: 'Lists come from a copy that is three seconds late',
      means: 'Who cancels and then lists sees the order as if nothing had happened.',
      breaks: 'LIST-1',
      caughtBy: 'Listing orders › The newest order comes first › An order is listed as it stands',
      tamper: () =>
        shownOrders(isListing, (order) =>
          !isPending(order) && Date.now() - Date.parse(order.updatedAt) < lag
            ? { ...order, orderStatus: 'PENDING', updatedAt: order.placedAt }
            : order,
        ),
    },
    {
      name: 'A new order is in the list only after a second',
      means: 'Who places and then lists believes that his order was lost, and places it again.',
      breaks: 'LIST-2',
      caughtBy:
        'Listing orders › The newest order comes first › Orders are listed from the newest to the oldest',
      under: aboutClause('LIST-2'),
      tamper: () =>
        answers(listed, (response) =>
          withJson(
            response,
            ordersIn(response).filter(({ placedAt }) => Date.parse(placedAt) < Date.now() - 1_000),
          ),
        ),
    },
  ],
};

const emptyPage = 'end';
const noOrders: RestResponse = {
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: Buffer.from('[]'),
};

function ordersIn(response: RestResponse): Order[] {
  return jsonOf(response) as Order[];
}

function hasNext(response: RestResponse): boolean {
  return headerOf(response, 'link') !== undefined;
}

function cursorOf({ path }: RestRequest): string | undefined {
  return queryOf(path).get('cursor') ?? undefined;
}

function nextCursor(response: RestResponse): string | undefined {
  const [, target = ''] = /<([^>]*)>/.exec(headerOf(response, 'link') ?? '') ?? [];
  return queryOf(target).get('cursor') ?? undefined;
}

function linkTo(request: RestRequest, cursor: string): string {
  return `<${withQuery(request, { cursor }).path}>; rel="next"`;
}

/** A page by its distance from the newest order. */
async function byOffset(request: RestRequest, forward: Forward): Promise<RestResponse> {
  const cursor = cursorOf(request);
  const limit = queryOf(request.path).get('limit') ?? '100';
  if (cursor !== undefined && !/^offset-\d+$/.test(cursor)) return forward(request);
  const offset = Number(cursor?.slice('offset-'.length) ?? 0);
  const check = await forward(withQuery(request, { cursor: undefined }));
  if (check.status !== 200) return check;
  const all = await forward(withQuery(request, { cursor: undefined, limit: '1000' }));
  const end = offset + Number(limit);
  const orders = ordersIn(all);
  const page = withJson(all, orders.slice(offset, end));
  return withHeader(
    page,
    'link',
    orders.length > end ? linkTo(request, `offset-${end}`) : undefined,
  );
}
