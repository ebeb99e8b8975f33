import { defineParameterType } from '@cucumber/cucumber';
import type { OrderStatus, Side } from './contract/types';
import { type Return, returns } from './checks/blotter';
import { refusalKinds, type RefusalKind } from './checks/refusals';
import { type KeyDifference, keyDifferences } from './actions/alike-keys';
import { symbolLikenesses, type SymbolLikeness } from './actions/alike-symbols';
import type { Listed } from './actions/listing';
import { generatedInputs, type GeneratedInput } from './actions/generated/generate';
import { rawRequestNames, type RawRequestName } from './actions/raw-requests';
import type { FieldValue } from './actions/request-bodies';
import type { Asking } from './actors/subscriber';
import { portNames } from './actions/operating';
import { type Beginning, beginningNames } from './actions/replaying';
import { rudeClients, type Rudeness } from './actions/rude-clients';
import {
  type Loss,
  losses,
  type Movement,
  movements,
  type Room,
  type WayToSubscribe,
  waysToSubscribe,
} from './actions/subscribing';
import { theSubscriber } from './actors/subscribers';
import { type Transport, transports } from './platform/connections/transports';
import { durationOf } from './tables/cells';
import type { OrderReference } from './world';
import type { Published } from './checks/reports';

defineParameterType({
  name: 'orderStatus',
  regexp: /PENDING|EXECUTED|CANCELLED/,
  transformer: (text) => text as OrderStatus,
});

defineParameterType({
  name: 'listed',
  regexp:
    /(?:the orders of the symbol|all orders)(?: that are (?:PENDING|EXECUTED|CANCELLED))?(?:, \d+ at a time)?/,
  useForSnippets: false,
  transformer: (text): Listed => {
    const [, orderStatus] = / that are (\w+)/.exec(text) ?? [];
    const [, limit] = /, (\d+) at a time/.exec(text) ?? [];
    return {
      ofAll: text.startsWith('all orders'),
      orderStatus: orderStatus as OrderStatus | undefined,
      limit: limit === undefined ? undefined : Number(limit),
    };
  },
});

defineParameterType({
  name: 'side',
  regexp: /BUY|SELL/,
  transformer: (text) => text as Side,
});

defineParameterType({
  name: 'symbol',
  regexp: /[A-Z][A-Z0-9./-]{0,14}/,
  useForSnippets: false,
  transformer: (text) => text,
});

defineParameterType({
  name: 'symbolLikeness',
  regexp: symbolLikenesses.map((name) => new RegExp(name)),
  useForSnippets: false,
  transformer: (text) => text as SymbolLikeness,
});

defineParameterType({
  name: 'quantity',
  regexp: /\d+(?:\.\d+)?/,
  useForSnippets: false,
  transformer: Number,
});

defineParameterType({
  name: 'duration',
  regexp: /\d+(?:\.\d+)? (?:ms|s|min)/,
  transformer: durationOf,
});

defineParameterType({
  name: 'order',
  regexp:
    /the order in capitals|the order|every order|an unknown order|everything whose identifier differs in one digit|order "[^"]+"|the identifier "[^"]*"/,
  transformer: orderReference,
});

defineParameterType({
  name: 'room',
  regexp: /all orders|the order in capitals|the order|an unknown order|order "[^"]+"/,
  useForSnippets: false,
  transformer: (text): Room => (text === 'all orders' ? { kind: 'all' } : orderReference(text)),
});

defineParameterType({
  name: 'trader',
  regexp: /the trader|trader "[^"]+"/,
  transformer: (text) => text,
});

defineParameterType({
  name: 'key',
  regexp: /key "[^"]+"|no key/,
  transformer: (text) => text.split('"')[1],
});

defineParameterType({
  name: 'keyDifference',
  regexp: keyDifferences.map((name) => new RegExp(name)),
  useForSnippets: false,
  transformer: (text) => text as KeyDifference,
});

defineParameterType({
  name: 'subscriber',
  regexp: /the subscriber|the client|every subscriber|subscriber "[^"]+"/,
  transformer: (text) => text,
});

defineParameterType({
  name: 'newSubscriber',
  regexp: /a subscriber|subscriber "[^"]+"/,
  useForSnippets: false,
  transformer: (text) => (text === 'a subscriber' ? theSubscriber : text),
});

defineParameterType({
  name: 'field',
  regexp: /quantity|symbol|side|orderStatus|limit|cursor|the body|the identifier|"[^"]+"/,
  useForSnippets: false, // quoted text is a text there
  transformer: (text) => text.replaceAll('"', ''),
});

const json = /null|true|false|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|"[^"]*"|\[.*\]|\{.*\}/;

defineParameterType({
  name: 'fieldValue',
  regexp: [/missing/, json],
  useForSnippets: false, // quoted text is a text there
  transformer: (text): FieldValue => ({ json: text === 'missing' ? undefined : text }),
});

defineParameterType({
  name: 'refusal',
  regexp: Object.keys(refusalKinds).map((kind) => new RegExp(kind)),
  transformer: (text) => text as RefusalKind,
});

defineParameterType({
  name: 'generatedInput',
  regexp: Object.keys(generatedInputs).map((name) => new RegExp(name)),
  useForSnippets: false,
  transformer: (text) => text as GeneratedInput,
});

defineParameterType({
  name: 'rawRequest',
  regexp: rawRequestNames.map((name) => new RegExp(name)),
  useForSnippets: false,
  transformer: (text) => text as RawRequestName,
});

defineParameterType({
  name: 'way',
  regexp: Object.keys(waysToSubscribe).map((name) => new RegExp(name)),
  transformer: (text) => text as WayToSubscribe,
});

defineParameterType({
  name: 'transport',
  regexp: transports.map((name) => new RegExp(name)),
  useForSnippets: false,
  transformer: (text) => text as Transport,
});

defineParameterType({
  name: 'loss',
  regexp: Object.keys(losses).map((name) => new RegExp(name)),
  useForSnippets: false,
  transformer: (text) => text as Loss,
});

defineParameterType({
  name: 'beginning',
  regexp: beginningNames.map((name) => new RegExp(name)),
  useForSnippets: false,
  transformer: (text) => text as Beginning,
});

defineParameterType({
  name: 'movement',
  regexp: Object.keys(movements).map((name) => new RegExp(name)),
  transformer: (text) => text as Movement,
});

defineParameterType({
  name: 'asks',
  regexp: /subscribes|unsubscribes/,
  useForSnippets: false,
  transformer: (text) => text.slice(0, -1) as Asking,
});

defineParameterType({
  name: 'payload',
  regexp: [/bytes|two requests in one/, json],
  useForSnippets: false,
  transformer: (text): unknown[] => {
    if (text === 'bytes') return [Buffer.from('{}')];
    return text === 'two requests in one' ? [{}, {}] : [JSON.parse(text)];
  },
});

defineParameterType({
  name: 'rudeness',
  regexp: Object.keys(rudeClients).map((name) => new RegExp(name)),
  useForSnippets: false,
  transformer: (text) => text as Rudeness,
});

defineParameterType({
  name: 'settingValue',
  regexp: [/"[^"]*"/, ...portNames.map((name) => new RegExp(name))],
  useForSnippets: false,
  transformer: (text) => text,
});

defineParameterType({
  name: 'published',
  regexp: /runs|reports/,
  useForSnippets: false,
  transformer: (text) => text as Published,
});

defineParameterType({
  name: 'return',
  regexp: Object.keys(returns).map((name) => new RegExp(name)),
  useForSnippets: false,
  transformer: (text) => text as Return,
});

defineParameterType({
  name: 'method',
  regexp: /HEAD|GET|POST|PUT|PATCH|DELETE|OPTIONS/,
  useForSnippets: false,
  transformer: (text) => text,
});

defineParameterType({
  name: 'howMany',
  regexp: /no|exactly one|\d+/,
  useForSnippets: false,
  transformer: (text) => (text === 'no' ? 0 : text === 'exactly one' ? 1 : Number(text)),
});

defineParameterType({
  name: 'counts',
  regexp: /\d+(?:, \d+)*/,
  useForSnippets: false,
  transformer: (text) => text,
});

function orderReference(text: string): OrderReference {
  if (text === 'the order') return { kind: 'last' };
  if (text === 'the order in capitals') return { kind: 'last', isInCapitals: true };
  if (text === 'everything whose identifier differs in one digit') return { kind: 'beside' };
  if (text === 'every order') return { kind: 'every' };
  if (text === 'an unknown order') return { kind: 'unknown' };
  const [, quoted = ''] = text.split('"');
  return text.startsWith('order')
    ? { kind: 'named', name: quoted }
    : { kind: 'identifier', id: quoted };
}
