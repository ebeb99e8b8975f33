import { openApi, type Operation, type Parameter } from './documents';

/** A documented operation: method, path template and all its parameters. */
export interface Endpoint {
  /** As in `POST /orders`. */
  name: string;
  method: string;
  pattern: RegExp;
  operation: Operation;
  parameters: readonly Parameter[];
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** Every operation of the OpenAPI document. */
export const endpoints: readonly Endpoint[] = Object.entries(openApi.paths).flatMap(
  ([template, item]) =>
    methods.flatMap((key): Endpoint[] => {
      const operation = item[key];
      if (operation === undefined) return [];
      const method = key.toUpperCase();
      return [
        {
          name: `${method} ${template}`,
          method,
          pattern: new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`),
          operation,
          parameters: [...(item.parameters ?? []), ...(operation.parameters ?? [])],
        },
      ];
    }),
);

/** The documented operation that a request is for, if there is one. */
export function endpointOf(method: string, path: string): Endpoint | undefined {
  const [pathname = ''] = path.split('?');
  return endpoints.find((each) => each.method === method && each.pattern.test(pathname));
}
