import { resolved, type Schema } from '../../contract/documents';
import { endpoints } from '../../contract/operations';

/** A field of a body or a parameter of a query, as the contract describes it. */
export interface Field {
  name: string;
  required: boolean;
  schema: Schema;
}

/** What can be said in an order: the members of the body of POST /orders. */
export const orderFields: readonly Field[] = bodyFields('placeOrder');

/** What can be asked of a list: the parameters of the query of GET /orders. */
export const listParameters: readonly Field[] = queryParameters('listOrders');

function bodyFields(operationId: string): Field[] {
  const schema = operation(operationId).operation.requestBody?.content['application/json']?.schema;
  const { properties = {}, required = [] } = resolved(schema ?? {}) as {
    properties?: Record<string, Schema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    required: required.includes(name),
    schema: resolved(property),
  }));
}

function queryParameters(operationId: string): Field[] {
  return operation(operationId)
    .parameters.filter((each) => each.in === 'query')
    .map(({ name, required = false, schema }) => ({ name, required, schema: resolved(schema) }));
}

function operation(operationId: string) {
  const found = endpoints.find((each) => each.operation.operationId === operationId);
  if (!found) throw new Error(`The contract has no operation ${operationId}.`);
  return found;
}
