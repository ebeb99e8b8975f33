import { likeliest } from '../../support/run/settings/did-you-mean';

const stepKeywords = ['Given', 'When', 'Then', 'And', 'But'];
const titleKeywords = [
  ...['Feature:', 'Rule:', 'Background:', 'Example:', 'Examples:'],
  ...['Scenario:', 'Scenario Outline:'],
];

/**
 * Says in plain words why a feature cannot be read.
 * @param message what Gherkin's parser says
 * @param line the text of the line that it stopped at
 */
export function explainSyntax(message: string, line = ''): string {
  const text = line.trim();
  if (/inconsistent cell count/.test(message))
    return 'this row has more or fewer cells than the first one of its table: write one value for each column, each between two |';
  if (/unexpected end of file/.test(message))
    return 'the file ends too early: a text in """ is not closed, or tags stand before nothing';
  if (text.startsWith('|'))
    return 'a row of a table stands where none can: put it right below a step that ends with a colon, or below "Examples:"';
  const keyword = keywordMeant(text);
  if (keyword !== undefined) return `"${text}" begins with no keyword. Did you mean "${keyword}"?`;
  const first = /^\S+(?: Outline)?:?/.exec(text)?.[0] ?? '';
  if (stepKeywords.includes(first) || titleKeywords.includes(first))
    return `"${text}" cannot stand here: steps stand below an "Example:", which stands below a "Rule:", which stands below the "Feature:" that the file begins with`;
  return `"${text}" begins with no keyword: a step begins with Given, When, Then, And or But, a title with Rule: or Example:, a row of a table with |, a comment with #`;
}

/** The keyword that a line was most likely meant to begin with; undefined if it begins with one. */
export function keywordMeant(text: string): string | undefined {
  const word = /^(?:Scenario \S+:?|\S+)/i.exec(text)?.[0] ?? '';
  const found = likeliest(word, [...stepKeywords, ...titleKeywords]);
  return found === undefined || found === word ? undefined : found;
}
