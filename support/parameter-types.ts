import { defineParameterType } from '@cucumber/cucumber';
import type { OrderStatus, Side } from './contract/types';
import { refusalKinds, type RefusalKind } from './checks/refusals';
import type { Listed } from './actions/listing';
import type { Validity } from './actions/generated/generate';
import { rawRequestNames, type RawRequestName } from './actions/raw-requests';
import { type BodyName, bodyNames, type FieldValue } from './actions/request-bodies';
import { transports } from './actors/subscriber';
import { theSubscriber } from './actors/subscribers';
import { durationOf } from './tables';
import type { OrderReference } from './world';

defineParameterType({
  name: 'orderStatus',
  regexp: /PENDING|EXECUTED|CANCELLED/,
  transformer: (text) => text as OrderStatus,
});

defineParameterType({
  name: 'listed',
  regexp: /(?:the orders of the symbol|all orders)(?: that are (?:PENDING|EXECUTED|CANCELLED))?/,
  useForSnippets: false,
  transformer: (text): Listed => {
    const [, orderStatus] = text.split(' that are ') as [string, OrderStatus?];
    return { ofAll: text.startsWith('all orders'), ...(orderStatus && { orderStatus }) };
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
  regexp: /the order|every order|an unknown order|order "[^"]+"/,
  transformer: (text): OrderReference => {
    if (text === 'the order') return { kind: 'last' };
    if (text === 'every order') return { kind: 'every' };
    if (text === 'an unknown order') return { kind: 'unknown' };
    return { kind: 'named', name: text.slice('order "'.length, -1) };
  },
});

defineParameterType({
  name: 'subscriber',
  regexp: /the subscriber|every subscriber|subscriber "[^"]+"/,
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
  transformer: (text) => text.replaceAll('"', ''),
});

defineParameterType({
  name: 'fieldValue',
  regexp: /missing|null|true|false|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|"[^"]*"|\[.*\]|\{.*\}/,
  transformer: (text): FieldValue => ({ json: text === 'missing' ? undefined : text }),
});

defineParameterType({
  name: 'refusal',
  regexp: Object.keys(refusalKinds).map((kind) => new RegExp(kind)),
  transformer: (text) => text as RefusalKind,
});

defineParameterType({
  name: 'validity',
  regexp: /valid|invalid/,
  useForSnippets: false,
  transformer: (text) => text as Validity,
});

defineParameterType({
  name: 'body',
  regexp: bodyNames.map((name) => new RegExp(name)),
  transformer: (text) => text as BodyName,
});

defineParameterType({
  name: 'rawRequest',
  regexp: rawRequestNames.map((name) => new RegExp(name)),
  useForSnippets: false,
  transformer: (text) => text as RawRequestName,
});

defineParameterType({
  name: 'transport',
  regexp: Object.keys(transports).map((name) => new RegExp(name)),
  transformer: (text) => transports[text as keyof typeof transports],
});

defineParameterType({
  name: 'method',
  regexp: /HEAD|GET|POST|PUT|PATCH|DELETE|OPTIONS/,
  useForSnippets: false,
  transformer: (text) => text,
});

defineParameterType({
  name: 'header',
  regexp: /X-Execution-Delay-Ms|Idempotency-Key/,
  useForSnippets: false,
  transformer: (text) => text,
});

defineParameterType({
  name: 'counts',
  regexp: /\d+(?:, \d+)*/,
  useForSnippets: false,
  transformer: (text) => text,
});
