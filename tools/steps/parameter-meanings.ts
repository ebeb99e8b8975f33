/** What parameter types accept, by their names. */
export type Meanings = Readonly<Record<string, string>>;

/**
 * What each parameter type of the steps accepts, for those who write features. A type that is
 * missing here, or one here that no step uses, fails `npm run check:steps`.
 */
export const parameterMeanings: Meanings = {
  // Cucumber's own
  int: 'A whole number.',
  float: 'A number, with or without decimals.',
  string: 'Any text, between quotes.',
  word: 'One word, without spaces.',
  // those of support/parameter-types.ts
  body: 'What is sent as an order, by its name.',
  counts: 'Whole numbers with a comma and a space between them.',
  duration: 'A number, a space, and ms, s or min.',
  field: 'A field of an order or of a list, the body, or the identifier; another name in quotes.',
  fieldValue:
    'The value of a field, as JSON has it: a number, text in quotes, true, false, null, a list or an object; or missing, and the field is left out.',
  header: 'A header of the request that places an order.',
  listed:
    'Orders of the symbol that the scenario trades, or of all symbols; in every status, or in one.',
  method: 'A method of HTTP.',
  newSubscriber: 'A subscriber that begins to exist here: the only one, or one with a name.',
  order:
    'Orders of this scenario: the last one placed, all of them, one by the name that a table gave it; or one that the platform does not know.',
  orderStatus: 'The status of an order, in capitals.',
  quantity: 'A number above zero, with or without decimals.',
  rawRequest: 'A request that no proper client would send, by its name.',
  refusal: 'Why the platform says no.',
  side: 'Which side of the market, in capitals.',
  subscriber: 'A subscriber that is there: the only one, all of them, or one by its name.',
  symbol:
    'What is traded: a capital letter, then up to 14 capitals, digits, dots, slashes or dashes.',
  transport: 'How the connection is carried.',
  validity: 'Whether the platform has to accept it.',
};
