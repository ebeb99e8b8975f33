import type { Catalogue, CatalogueStep, ExplainedParameter } from './catalogue';

/** The catalogue to read in a terminal: each step, an example of it, and where it is used. */
export function consoleText({ groups, parameters }: Catalogue): string {
  return [
    ...groups.map(({ noun, file, steps }) =>
      [`${noun}  (${file})`, ...steps.map((step) => indent(stepText(step)))].join('\n\n'),
    ),
    ...(parameters.length === 0
      ? []
      : [['What stands for { }', ...parameters.map(parameterText)].join('\n\n')]),
    howToRead,
  ].join('\n\n');
}

const howToRead =
  'a/an: one of the two. order(s): with or without what is in brackets. A step that ends with a\n' +
  'colon has a table below it, with the columns of the example.';

function stepText({ keywords, text, example, needs, uses }: CatalogueStep): string {
  const count = uses.reduce((sum, { lines }) => sum + lines.length, 0);
  return [
    `${keywords.join('/')} ${text}`,
    ...example.map((line, index) => `${index === 0 ? '  e.g. ' : '       '}${line}`),
    ...(needs.length === 0 ? [] : [`  needs the tags ${needs.join(' and ')}`]),
    `  used ${count === 1 ? 'once' : `${count} times`}:`,
    ...uses.map(({ feature, lines }) => `    ${feature}:${lines.join(', ')}`),
  ].join('\n');
}

function parameterText(parameter: ExplainedParameter): string {
  return indent(`{${parameter.name}}  ${accepts(parameter)}`);
}

function accepts({ means = '', values, seen }: ExplainedParameter): string {
  if (values) return `${means}\n  one of: ${values.join(' | ')}`;
  return seen.length === 0 ? means : `${means}\n  such as: ${seen.join(' | ')}`;
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
