import { Router } from 'express';
import swaggerUi from 'swagger-ui-express';
import { API_DOCS_POLICY } from '../security-headers';
import { readAsyncApi, readOpenApi } from '../../contract/documents';

const LOOK = {
  customSiteTitle: 'Trading platform API',
  customCssUrl: '../pages/api-docs.css',
  customJs: '../pages/api-docs.js',
};
const TOOLS = {
  validatorUrl: null, // else it would ask a server on the internet
  tryItOutEnabled: true,
  displayRequestDuration: true,
  syntaxHighlight: { theme: 'obsidian' },
};

/** The two contract documents, and Swagger UI. Nothing of it is loaded from the network. */
export function createDocs(): Router {
  const router = Router({ caseSensitive: true, strict: true });
  for (const [path, document] of [
    ['/openapi.json', readOpenApi()],
    ['/asyncapi.json', readAsyncApi()],
  ] as const) {
    const json = JSON.stringify(document);
    router.get(path, (_req, res) => void res.type('application/json').send(json));
  }

  const page = swaggerUi.setup(undefined, {
    ...LOOK,
    swaggerUrl: '../openapi.json',
    swaggerOptions: TOOLS,
  });
  router.use('/api-docs', (_req, res, next) => {
    res.set(API_DOCS_POLICY);
    next();
  });
  router.use('/api-docs', swaggerUi.serve);
  router.get('/api-docs/', page);
  return router;
}
