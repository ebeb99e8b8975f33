import { Ajv2020 } from 'ajv/dist/2020';
import { expect } from 'chai';
import fc, { type Arbitrary } from 'fast-check';
import { openApi } from '../../contract/documents';
import type { NewOrder } from '../../contract/types';
import type { Generated } from './generated';
import { listParameters, orderFields } from './inputs';
import { invalidLists, validLists } from './lists';
import { invalidOrders, validOrders } from './orders';

const ajv = new Ajv2020({ strict: false, allErrors: true });
ajv.addSchema({ $id: 'openapi', ...openApi });
const own: NewOrder = { symbol: 'T0123456789AB', side: 'BUY', quantity: 1.0123456789 };

const samples = (inputs: Arbitrary<Generated>) => fc.sample(inputs, { numRuns: 3000, seed: 42 });

/** The places where a body breaks the contract, as the problem document would name them. */
function brokenPlaces(body: string): string[] {
  const check = ajv.getSchema('openapi#/components/schemas/NewOrder');
  if (check?.(JSON.parse(body))) return [];
  const paths = (check?.errors ?? []).map(({ instancePath, params }) => {
    const { missingProperty, additionalProperty } = params as Record<string, string | undefined>;
    const name = missingProperty ?? additionalProperty;
    return `/body${instancePath}${name === undefined ? '' : `/${name}`}`;
  });
  return [...new Set(paths)].sort();
}

/** The places where a query breaks the contract; numbers are whole and written in digits. */
function brokenParameters(path: string): string[] {
  const query = new URL(path, 'http://platform').searchParams;
  return [...query]
    .filter(([name, text]) => {
      const schema = listParameters.find((each) => each.name === name)?.schema;
      if (!schema) return true;
      const isNumber = schema.type === 'integer' && /^-?\d+$/.test(text);
      return !ajv.validate(schema, isNumber ? Number(text) : text);
    })
    .map(([name]) => `/query/${name}`)
    .sort();
}

describe('what the contract lets be said', () => {
  it('is read from the document', () => {
    expect(orderFields.map(({ name }) => name)).to.have.members(['symbol', 'side', 'quantity']);
    expect(orderFields.every(({ required }) => required)).to.equal(true);
    expect(listParameters.map(({ name }) => name)).to.include.members(['limit', 'cursor']);
  });
});

describe('generated valid orders', () => {
  const orders = samples(validOrders());

  it('keep the contract, and say in JSON what they say that they do', () => {
    for (const { body = '', order, faults } of orders) {
      expect(brokenPlaces(body), body).to.deep.equal([]);
      expect(JSON.parse(body), body).to.deep.equal(order);
      expect(faults).to.deep.equal([]);
    }
  });

  it('go to the bounds and have all kinds of forms', () => {
    const quantities = orders.map(({ order }) => order?.quantity ?? 0);
    expect(quantities).to.include(1_000_000_000);
    expect(quantities.some((quantity) => quantity < 1e-300)).to.equal(true);
    expect(quantities.some((quantity) => String(quantity).length >= 17)).to.equal(true);
    const lengths = orders.map(({ order }) => order?.symbol.length);
    expect(lengths).to.include.members([1, 2, 14, 15]);
    for (const form of [/\\u00/, /\\\//, /^\s+{/, /^{"side"/, /\de\d/, /\dE[+-]\d/, /\d{25}/])
      expect(
        orders.some(({ body = '' }) => form.test(body)),
        String(form),
      ).to.equal(true);
  });

  it('fit into a body', () => {
    for (const { body = '' } of orders) expect(Buffer.byteLength(body)).to.be.below(16 * 1024);
  });
});

describe('generated invalid orders', () => {
  const orders = samples(invalidOrders(own));

  it('break the contract in the places that they say, and in no others', () => {
    for (const { body = '', faults, order } of orders) {
      expect(faults, body).to.not.be.empty;
      expect(brokenPlaces(body), body).to.deep.equal([...faults].sort());
      expect(order).to.equal(undefined);
    }
  });

  it('have all kinds of faults, alone and together', () => {
    const seen = new Set(orders.flatMap(({ faults }) => faults));
    for (const name of ['quantity', 'side', 'symbol', 'price', '__proto__', 'constructor'])
      expect(seen).to.include(`/body/${name}`);
    expect(seen).to.include('/body');
    const counts = orders.map(({ faults }) => faults.length);
    expect(counts).to.include.members([1, 2, 3, 4]);
  });

  it('are made of an order of which a trace would be found', () => {
    const alone = orders.filter(({ faults }) => faults.length === 1 && faults[0] !== '/body');
    for (const { body = '' } of alone) {
      const { symbol, quantity } = JSON.parse(body) as NewOrder;
      expect(symbol === own.symbol || quantity === own.quantity, body).to.equal(true);
    }
  });
});

describe('generated valid lists', () => {
  const lists = samples(validLists(own.symbol));

  it('keep the contract, and say in the query what they say that they do', () => {
    for (const { path, query, faults } of lists) {
      expect(brokenParameters(path), path).to.deep.equal([]);
      const said = [...new URL(path, 'http://platform').searchParams].sort();
      const meant = Object.entries({ ...query }).map(([name, value]) => [name, String(value)]);
      expect(said, path).to.deep.equal(meant.sort());
      expect(faults).to.deep.equal([]);
    }
  });

  it('ask for everything that can be asked for, at times for nothing', () => {
    const paths = lists.map(({ path }) => path);
    expect(paths).to.include('/orders');
    const queries = lists.map(({ query }) => query);
    expect(queries.map((query) => query?.limit)).to.include.members([undefined, 1, 1000]);
    expect(queries.map((query) => query?.symbol)).to.include.members([undefined, own.symbol]);
  });
});

describe('generated invalid lists', () => {
  const lists = samples(invalidLists(own.symbol));

  it('break the contract in the places that they say, and in no others', () => {
    for (const { path, faults } of lists) {
      expect(faults, path).to.not.be.empty;
      expect(brokenParameters(path), path).to.deep.equal([...faults].sort());
    }
  });

  it('have all kinds of faults, alone and together', () => {
    const seen = new Set(lists.flatMap(({ faults }) => faults));
    for (const name of ['limit', 'orderStatus', 'symbol', 'cursor', 'status', '__proto__'])
      expect(seen).to.include(`/query/${name}`);
    expect(lists.map(({ faults }) => faults.length)).to.include.members([1, 2, 3]);
  });
});
