import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { expect } from 'chai';
import { METHODS, readOpenApi, type OpenApiDocument } from './documents';

type Schema = { $ref?: string; example?: unknown; examples?: unknown[] };
type Described = { name?: string; schema: Schema; example?: unknown };

describe('the OpenAPI document', () => {
  const document = readOpenApi();
  const ajv = new Ajv2020({ strict: false });
  addFormats(ajv);
  ajv.addSchema({ $id: 'openapi', ...document });

  const described = Object.entries(document.paths).flatMap(([path, item]) => [
    ...describedIn(path, item.parameters),
    ...METHODS.flatMap((method) => {
      const operation = item[method];
      const { content = {} } = (operation?.requestBody ?? {}) as { content?: Record<string, Described> }; // prettier-ignore
      return [
        ...describedIn(`${method} ${path}`, operation?.parameters),
        ...Object.entries(content).map(([type, body]) => ({ name: `${method} ${path} ${type}`, of: body })), // prettier-ignore
      ];
    }),
  ]);

  it('is about what is read from it here', () => {
    expect(described.length).to.be.at.least(8);
  });

  for (const { name, of } of described)
    it(`has an example of ${name}, for tools that send one at once`, () => {
      const example = exampleOf(of, document);
      expect(example).to.not.equal(undefined);
      const schema = JSON.parse(
        JSON.stringify(of.schema).replaceAll('"#/', '"openapi#/'),
      ) as object;
      expect(ajv.validate(schema, example), ajv.errorsText()).to.equal(true);
    });

  it('says that the platform is where the document is', () => {
    const { servers } = document as unknown as { servers: { url: string }[] };
    for (const { url } of servers)
      for (const base of ['http://a.example/', 'https://a.example/trading/'])
        expect(new URL(url, `${base}openapi.json`).href).to.equal(base);
  });
});

function describedIn(place: string, parameters: readonly object[] = []) {
  return parameters.map((each) => {
    const of = each as Described;
    return { name: `${of.name} of ${place}`, of };
  });
}

function exampleOf({ schema, example }: Described, document: OpenApiDocument): unknown {
  const { schemas } = document.components as { schemas: Record<string, Schema> };
  const named = schema.$ref === undefined ? schema : schemas[schema.$ref.split('/').at(-1) ?? ''];
  return example ?? named?.example ?? named?.examples?.[0];
}
