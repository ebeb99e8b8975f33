import * as documentCheck from 'express-openapi-validator/dist/framework/openapi.schema.validator';

// What express-openapi-validator offers no documented way for. It stands here alone, and
// validator-internals.test.ts notices when it moves.

export type {
  OpenApiRequest,
  OpenApiRequestMetadata,
} from 'express-openapi-validator/dist/framework/types';

/**
 * The validator compiles its check of OpenAPI documents even where it is told not to run it
 * (`validateApiSpec: false`), which would be a fifth of the platform's start.
 */
export function withoutCheckOfDocuments(): void {
  Object.assign(documentCheck, { OpenAPISchemaValidator: class {} });
}
