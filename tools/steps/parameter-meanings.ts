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
  asks: 'What a client asks for: a subscription, or its end.',
  beginning:
    'After what a subscriber wants to go on: an event of the first subscriber, its first answer, or nothing.',
  counts: 'Whole numbers with a comma and a space between them.',
  duration: 'A number, a space, and ms, s or min.',
  field:
    'A field of an order or of a list, the body, or the identifier; another name, or its place in the request, in quotes.',
  fieldValue:
    'The value of a field, as JSON has it: a number, text in quotes, true, false, null, a list or an object; or missing, and the field is left out.',
  generatedInput: 'What the contract makes up: orders or lists that it allows, or forbids.',
  howMany: 'A whole number, or "no", or "exactly one".',
  key: 'A key of the trader, by a name that only this scenario uses; or none.',
  keyDifference: 'In what alone keys differ that a careless platform takes for one.',
  listed:
    'Orders of the symbol that the scenario trades, or of all symbols; in every status, or in one; and how many on a page.',
  loss: 'How a connection was lost: closed without a goodbye, or frozen, so that the platform is told nothing.',
  method: 'A method of HTTP.',
  movement:
    'What becomes of a subscriber: a state, as in has received an event, or what happens, as in reconnects.',
  newSubscriber: 'A subscriber that begins to exist here: the only one, or one with a name.',
  order:
    'Orders of this scenario: the last one placed, all of them, one by the name that a table gave it; one that the platform does not know, whatever has nearly the same identifier, or whatever has an identifier.',
  orderStatus: 'The status of an order, in capitals.',
  payload:
    'What a request for a subscription holds, as JSON has it; or bytes, or two requests in one.',
  published: 'What the page of results lists.',
  quantity: 'A number above zero, with or without decimals.',
  rawRequest: 'A request that no proper client would send, by its name.',
  refusal: 'Why the platform says no.',
  return: 'What the blotter says of the time without a connection.',
  room: 'What can be subscribed to: all orders, the last one placed, by its identifier as it is or in capitals, one by its name, or one that the platform does not know.',
  rudeness: 'How clients behave that do not wait for their answer, or keep the platform waiting.',
  settingValue:
    'The value of a setting: text in quotes, or a port that is found when it is needed.',
  side: 'Which side of the market, in capitals.',
  subscriber:
    'A subscriber that is there: the only one, the only client, all of them, or one by its name.',
  symbol:
    'What is traded: a capital letter, then up to 14 capitals, digits, dots, slashes or dashes.',
  symbolLikeness: 'In what symbols are alike that a careless filter takes for one another.',
  trader: 'The only trader, or one by name; all of a scenario share its orders and its keys.',
  transport:
    'How a subscriber connects: over Socket.IO in one of its ways, or over plain WebSocket.',
  way: 'What sets a subscriber apart: how it connects, or what it does or has done.',
};
