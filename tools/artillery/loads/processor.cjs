/**
 * What Artillery's own steps cannot do: follow an order to its execution, and start many at once.
 * Times are milliseconds on one monotonic clock.
 *
 * Metrics: `execution_delay`, from the answer to the EXECUTED event, and `measurement_error`, how
 * far that is from the platform's own times. Counters: `orders.accepted`, `orders.executed`,
 * `orders.lost` (no EXECUTED event in time), `orders.repeated` (more than one), and
 * `events.delivered` to subscribers that are virtual users themselves.
 */
const { performance } = require('node:perf_hooks');
const { clearTimeout, setTimeout } = require('node:timers');
const { io } = require('socket.io-client');

/** How long after its answer an order may take to be executed. */
const msToExecute = 10_000;

/** How long an event is kept: its order's answer may be on its way, or it may come once more. */
const msToKeep = 60_000;

/** The EXECUTED events that one subscriber has received. */
class Executions {
  events = new Map();
  waiting = new Map();

  /** @returns {boolean} whether it is the second of its order */
  add({ orderId, occurredAt }) {
    const at = performance.now();
    this.forgetBefore(at - msToKeep);
    if (this.events.has(orderId)) return true;
    this.events.set(orderId, { at, occurredAt });
    this.waiting.get(orderId)?.();
    return false;
  }

  /** The event of an order, which may still have to come; undefined when it is overdue. */
  async of(orderId) {
    if (!this.events.has(orderId))
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, msToExecute);
        this.waiting.set(orderId, () => resolve(clearTimeout(timer)));
      });
    this.waiting.delete(orderId);
    return this.events.get(orderId);
  }

  forgetBefore(time) {
    for (const [orderId, { at }] of this.events) {
      if (at >= time) return; // a Map keeps the order in which things were put into it
      this.events.delete(orderId);
    }
  }
}

let observer;

/** Has one subscriber, the same for all virtual users of this process, watch all orders. */
async function observe(context, events) {
  observer ??= startObserver(context.vars.target, events);
  context.executions = await observer;
}

async function startObserver(target, events) {
  const socket = io(target, { transports: ['websocket'], forceNew: true });
  const executions = watch(socket, events);
  await new Promise((resolve, reject) => {
    socket.once('connect', resolve).once('connect_error', reject);
  });
  const answer = await socket.timeout(msToExecute).emitWithAck('subscribe');
  if (!answer.ok) throw new Error(`the observer was refused: ${answer.error}`);
  return executions;
}

/** Has the virtual user watch by its own connection, for what it subscribes to. */
async function observeByItself(context, events) {
  const [socket] = Object.values(context.sockets);
  socket.on('order:status', () => events.emit('counter', 'events.delivered', 1));
  context.executions = watch(socket, events);
}

function watch(socket, events) {
  // Said once, so that limits on them can be met by nothing having happened.
  for (const name of ['lost', 'repeated']) events.emit('counter', `orders.${name}`, 0);
  const executions = new Executions();
  socket.on('order:status', (event) => {
    if (event.orderStatus === 'EXECUTED' && executions.add(event))
      events.emit('counter', 'orders.repeated', 1);
  });
  return executions;
}

const gathered = [];

/** Holds virtual users back until there are as many as the variable `together` says. */
async function gather(context) {
  await new Promise((go) => {
    gathered.push(go);
    if (gathered.length >= context.vars.together) for (const each of gathered.splice(0)) each();
  });
}

/** Notes the order that an answer brings, and when it came. */
function accepted(_request, response, context, events, next) {
  const answeredAt = performance.now();
  if (response.statusCode === 201) {
    context.order = { ...JSON.parse(response.body), answeredAt };
    events.emit('counter', 'orders.accepted', 1);
  }
  next();
}

/** Waits for the execution of the order that was placed last, and measures it. */
async function untilExecuted(context, events) {
  const { executions, order } = context;
  const event = await executions.of(order.orderId);
  if (!event) {
    events.emit('counter', 'orders.lost', 1);
    throw new Error('no EXECUTED event');
  }
  const delay = event.at - order.answeredAt;
  const trueDelay = Date.parse(event.occurredAt) - Date.parse(order.placedAt);
  events.emit('counter', 'orders.executed', 1);
  events.emit('histogram', 'execution_delay', delay);
  events.emit('histogram', 'measurement_error', Math.abs(delay - trueDelay));
}

module.exports = { accepted, gather, observe, observeByItself, untilExecuted };
