import type { GeneratedExpression } from '@cucumber/cucumber-expressions';

/** What Cucumber hands to a snippet syntax (its documentation: "Custom snippet syntaxes"). */
interface Asked {
  functionName: string;
  /** Patterns that fit the step, the one with the most particular parameters first. */
  generatedExpressions: readonly GeneratedExpression[];
  stepParameterNames: readonly string[];
}

const types: Record<string, string> = {
  int: 'number',
  float: 'number',
  string: 'string',
  word: 'string',
  dataTable: 'DataTable',
  docString: 'string',
};

/** Writes the snippet for an undefined step the way this project's step files are written. */
export default class SnippetSyntax {
  build({ functionName, generatedExpressions, stepParameterNames }: Asked) {
    const [expression] = generatedExpressions;
    const pattern = (expression?.source ?? '').replaceAll('\\', '\\\\').replaceAll("'", "\\'");
    const names = [...(expression?.parameterNames ?? []), ...stepParameterNames];
    const parameters = ['this: TradingWorld', ...names.map((name) => `${name}: ${typeOf(name)}`)];
    return [
      `${functionName}('${pattern}', async function (${parameters.join(', ')}) {`,
      '  // hand over to an actor of the world: the trader, the subscriber …',
      "  return 'pending';",
      '});',
    ].join('\n');
  }
}

/** Cucumber numbers parameters of one type: `int`, `int2` … */
function typeOf(parameter: string): string {
  return types[parameter.replace(/\d+$/, '')] ?? 'unknown';
}
