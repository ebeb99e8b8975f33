import type { RestRequest, RestResponse } from '../fault';
import { answers, headerOf, withHeader } from '../tools';
import type { Difference } from './difference';

/** What stands in the headers of answers, as far as it is for the platform to say. */
export const inHeaders: readonly Difference[] = [
  {
    name: 'with more headers',
    by: 'RFC 9110, 6.3',
    tamper: () => answers(all, (response) => ({ ...response, headers: { ...more, ...response.headers } })), // prettier-ignore
  },
  {
    name: 'without Date',
    by: 'RFC 9110, 6.6.1: a server without a clock',
    tamper: () => answers(all, (response) => withHeader(response, 'date', undefined)),
  },
  {
    name: 'that writes media types in other ways',
    by: 'RFC 9110, 8.3.1',
    tamper: () => answers(all, (response) => changed(response, 'content-type', otherMediaType)),
  },
  {
    name: 'whose Location is a whole address',
    by: 'PLACE-2; RFC 9110, 10.2.2',
    tamper: () =>
      answers(all, (response, request) =>
        changed(response, 'location', (path) => addressOf(request, path)),
      ),
  },
  {
    name: 'whose Location is relative to the address of the list',
    by: 'PLACE-2; RFC 9110, 10.2.2',
    tamper: () =>
      answers(all, (response) => changed(response, 'location', (path) => path.replace(/^\//, ''))),
  },
  {
    name: 'whose Link is a whole address',
    by: 'PAGE-2; RFC 8288, 3.1',
    tamper: () =>
      answers(all, (response, request) =>
        changed(response, 'link', (link) =>
          link.replace(/<([^>]*)>/, (_, path: string) => `<${addressOf(request, path)}>`),
        ),
      ),
  },
  {
    name: 'whose Link has several relations',
    by: 'PAGE-2; RFC 8288, 3.3 and 3.5',
    tamper: () => answers(isList, (response) => withLinks(response)),
  },
  {
    name: 'whose cursors have characters of all kinds',
    by: 'PAGE-2: they are opaque',
    tamper: () => ({
      rest: async (request, forward) => {
        const path = request.path.replace(encodeURIComponent(cursorEnd), '');
        const response = await forward({ ...request, path });
        return changed(response, 'link', (link) =>
          link.replace(/(cursor=[^&>]*)/, `$1${encodeURIComponent(cursorEnd)}`),
        );
      },
    }),
  },
  {
    name: 'whose Allow names more, in another order',
    by: 'RFC 9110, 10.2.1',
    tamper: () =>
      answers(all, (response) =>
        changed(response, 'allow', (allow) =>
          ['HEAD', ...allow.split(/, */).reverse()]
            .filter((each, at, methods) => methods.lastIndexOf(each) === at)
            .join(' ,'),
        ),
      ),
  },
  {
    name: 'that lets browsers in by name',
    by: 'CORS-1; Fetch, 3.2',
    tamper: () => answers(all, byName),
  },
];

const all = () => true;

/** What gateways and frameworks add, among it what comes twice, and what is long. */
const more = {
  server: 'nginx',
  via: ['1.1 gateway', '1.1 cache'],
  'set-cookie': ['session=1; Path=/; HttpOnly', 'shard=2; Path=/'],
  'cache-control': 'no-store',
  'strict-transport-security': 'max-age=31536000',
  'x-request-id': '3015eaa0-717a-4e32-9150-0f6e6dcb0246',
  'x-trace': 'x'.repeat(4000),
  warning: '199 - "orders"; location, "http://elsewhere.example"',
};

const cursorEnd = '+/=&é';

function changed(
  response: RestResponse,
  name: string,
  change: (value: string) => string,
): RestResponse {
  const value = headerOf(response, name);
  return value === undefined ? response : withHeader(response, name, change(value));
}

/** What a path is as a whole address, by the name by which the platform was asked. */
function addressOf({ headers }: RestRequest, path: string): string {
  return new URL(path, `http://${String(headers.host)}`).href;
}

function otherMediaType(value: string): string {
  const [media = '', ...parameters] = value.split(';');
  const isJson = media.includes('json');
  const rest = isJson ? ['charset="UTF-8"'] : parameters.map((each) => each.trim());
  return [media.toUpperCase(), ...rest].join(' ; ');
}

const isList = ({ method, path }: RestRequest, { status }: RestResponse) =>
  method === 'GET' && /^\/orders(\?|$)/.test(path) && status === 200;

function withLinks(response: RestResponse): RestResponse {
  const next = headerOf(response, 'link');
  return {
    ...response,
    headers: {
      ...response.headers,
      link: [
        '</orders?limit=1>; title="next, or \\"last\\"; rel=next"; rel="first up", </docs>;rel=help',
        ...(next
          ? [next.replace(/rel="?next"?/, 'title*=UTF-8\'\'page; rel="archives next"')]
          : []),
      ],
    },
  };
}

function byName(response: RestResponse, request: RestRequest): RestResponse {
  const origin = headerOf(request, 'origin');
  if (origin === undefined) return response;
  const named = changed(response, 'access-control-allow-origin', (value) =>
    value === '*' ? origin : value,
  );
  const names = ['access-control-expose-headers', 'access-control-allow-headers'];
  return names.reduce(
    (each, name) => changed(each, name, (value) => value.toLowerCase().split(/, */).reverse().join(' , ')), // prettier-ignore
    named,
  );
}
