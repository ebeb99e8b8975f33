import { lastTrial } from '../actions/generated/generate';
import type { ClauseId } from '../contract/clauses';
import { claim } from '../contract/claims';
import { FailureError, Mistake } from '../contract/failure';
import type { Order } from '../contract/types';
import { differences, listComplaints, refusalComplaints } from '../actions/generated/complaints';
import type { Generated } from '../actions/generated/generated';
import { judge, type Finding, type Judge, type Trial } from '../actions/generated/trial';
import type { TradingWorld } from '../world';

/** Every generated input was refused, and for its faults and no others. */
export async function expectEveryRefusal(world: TradingWorld): Promise<void> {
  expectGenerated(world.memory.of(lastTrial), 'invalid', ({ faults }) => faults.length > 0);
  const { what } = world.memory.of(lastTrial);
  const clause = /order/.test(what) ? 'PLACE-5' : 'PAGE-4';
  await expectOfEach(world, refusalComplaints, (complaint) =>
    complaint.startsWith('answered') ? clause : 'REFUSE-3',
  );
}

/** Every generated order was accepted, came back as it was sent, and is still shown so. */
export async function expectEveryOrderKept(world: TradingWorld): Promise<void> {
  expectGenerated(world.memory.of(lastTrial), 'valid orders', ({ order }) => order !== undefined);
  const judgement: Judge<Generated> = async ({ order }, answer) => {
    if (!order || answer.status !== 201)
      return [`answered with ${answer.status} instead of accepted`];
    const placed = answer.body as Order;
    const complaints = differences('accepted', order, placed);
    if (complaints.length > 0) return complaints;
    return differences('shown', order, await world.trader.read(placed.orderId));
  };
  await expectOfEach(world, judgement, (complaint) => {
    if (complaint.startsWith('READ-1')) return 'READ-1';
    return complaint.startsWith('answered') ? 'PLACE-1' : 'PLACE-3';
  });
}

/**
 * Every generated list shows what was asked for and nothing else, no more than was asked for, and
 * of the scenario's own orders, which have to be final, all that match.
 */
export async function expectEveryListRight(world: TradingWorld): Promise<void> {
  const { trader } = world;
  const trial = world.memory.of(lastTrial);
  expectGenerated(trial, 'valid lists', ({ query }) => query !== undefined);
  const own = await trader.readAll(trader.orders.map(({ order }) => order.orderId));
  if (own.length === 0) throw new Mistake('There are no orders that a list could miss.');
  for (const { orderStatus, orderId } of own)
    claim('READ-1', 'an order that is final is shown as PENDING', orderStatus !== 'PENDING', {
      ...{ expected: 'a final status', seen: orderStatus, order: orderId },
    });
  const judgement: Judge<Generated> = ({ query = {} }, answer) => {
    if (answer.status !== 200) return [`answered with ${answer.status} instead of a list`];
    return listComplaints(query, answer.body as Order[], own);
  };
  await expectOfEach(world, judgement, (complaint) => {
    if (complaint.includes('newest first')) return 'LIST-1';
    return complaint.includes('the limit') ? 'PAGE-2' : 'PAGE-1';
  });
}

/** A step about valid input says nothing about invalid input, and the other way round. */
function expectGenerated(
  { what, cases }: Trial<Generated>,
  kind: string,
  isOfKind: (input: Generated) => boolean,
): void {
  if (cases.length === 0 || !cases.every(({ input }) => isOfKind(input)))
    throw new Mistake(
      `This step is about generated ${kind}; what was generated: ${cases.length} ${what}.`,
    );
}

/** @throws AssertionError with the smallest input that breaks the promise */
async function expectOfEach(
  world: TradingWorld,
  judgement: Judge<Generated>,
  clauseOf: (complaint: string) => ClauseId,
): Promise<void> {
  const { evidence } = world;
  const trial = world.memory.of(lastTrial);
  const before = evidence.answers().length;
  const finding = await judge(trial, judgement);
  const asked = evidence.answers().slice(before);
  evidence.sumUp(asked);
  for (const { answer } of trial.cases) if (answer) evidence.seen(answer);
  for (const answer of asked) evidence.seen(answer);
  if (!finding) return;
  if (finding.smallest.answer) evidence.bringOut(finding.smallest.answer);
  const [complaint = ''] = finding.smallest.complaints;
  // What it asked besides may have got no answer, too.
  const isSilent = !finding.smallest.answer || /^(\S+ \S+ is not|nobody) answer/.test(complaint);
  throw new FailureError([
    {
      kind: isSilent ? 'silent' : 'broken',
      clause: isSilent ? undefined : clauseOf(complaint),
      sentence: `generated ${trial.what} are not answered as the contract says`,
      seen: finding.smallest.complaints.join('; '),
      details: findingLines(trial, finding),
    },
  ]);
}

function findingLines(
  { seed, cases }: Trial<Generated>,
  { broken, smallest, isSmallest }: Finding<Generated>,
): string[] {
  const { input, answer } = smallest;
  return [
    `${broken} of ${cases.length} broke the promise.`,
    isSmallest
      ? 'The smallest of their kind:'
      : 'The smallest of their kind, as far as time allowed:',
    `  ${input.method} ${input.path}`,
    ...(input.body === undefined ? [] : [`  ${withVisibleSpace(input.body)}`]),
    `  → ${answer ? `${answer.status} ${beginningOf(answer.text)}` : 'no answer'}`,
    `Generated with seed ${seed}: with GENERATOR_SEED=${seed} the same are generated again.`,
  ];
}

function beginningOf(text: string): string {
  return text.length <= 500 ? text : `${text.slice(0, 500)}…`;
}

/** White space of JSON that would break the line, as the symbols that Unicode has for it. */
function withVisibleSpace(json: string): string {
  return json.replace(/[\t\n\r]/g, (space) => String.fromCharCode(0x2400 + space.charCodeAt(0)));
}
