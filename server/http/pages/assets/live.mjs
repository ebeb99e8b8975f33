/** The page of live orders: what it shows follows from what is known and what was asked for. */
import { cancel, place, read } from './live-desk.mjs';
import { LiveEvents } from './live-events.mjs';
import { LiveFeed } from './live-feed.mjs';
import { filtered, filterOf, matcher, searchOf } from './live-filter.mjs';
import { LiveOrders } from './live-orders.mjs';
import { eventRows, orderRows, write } from './live-view.mjs';

const SHOWN = 200;
const MINUTE_MS = 60_000;

const element = (id) => document.getElementById(id);
const whole = new Intl.NumberFormat('en');
const orders = new LiveOrders();
const events = new LiveEvents();
let filter = filterOf(location.search);
/** What is shown while the page is paused; undefined while it is not. */
let paused;

// ---- what is shown -------------------------------------------------------------------------

const drawOrders = orderRows(element('orders'), (orderId) => void cancelOrder(orderId));
const drawEvents = eventRows(element('events'));
let drawing = false;

/** However much has changed, the page is drawn once a frame. */
function draw() {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    drawNow(paused ?? snapshot());
  });
}

function snapshot() {
  return { orders: orders.newest(), events: events.latest(), now: Date.now() };
}

function drawNow({ orders: known, events: heard, now }) {
  const { shown, counts } = filtered(known, filter);
  drawOrders(shown.slice(0, SHOWN), now);
  for (const [status, number] of Object.entries(counts))
    write(document.querySelector(`[data-count="${status}"]`), whole.format(number));
  const recent = known.filter(({ placedAt }) => placedAt >= now - MINUTE_MS).length;
  write(
    element('orders-extent'),
    `${extent(shown.length)} of ${count(known.length, 'order')} known; ${recent} placed in the last minute`,
  );
  element('nothing').hidden = shown.length > 0;

  const matches = matcher(filter);
  const kept = heard.filter(
    (event) =>
      event.notice ||
      (matches(event) && (filter.status === '' || filter.status === event.orderStatus)),
  );
  drawEvents(kept.slice(0, SHOWN));
  const number = (entries) => entries.filter(({ notice }) => !notice).length;
  write(
    element('events-extent'),
    number(heard) === 0
      ? 'They appear here as they happen.'
      : `${extent(number(kept))} of ${count(number(heard), 'event')} heard`,
  );
}

function extent(matching) {
  return matching > SHOWN
    ? `The latest ${SHOWN} of ${whole.format(matching)},`
    : whole.format(matching);
}

function count(number, what) {
  return `${whole.format(number)} ${what}${number === 1 ? '' : 's'}`;
}

function tell(state, text) {
  element('connection').dataset.state = state;
  write(element('connection'), text);
  if (state === 'live')
    write(element('nothing'), 'No such order yet. It appears here as soon as it is placed.');
}

function say(message) {
  write(element('message'), message);
}

// ---- what is asked for ---------------------------------------------------------------------

const filterForm = element('filter');
for (const [name, value] of Object.entries(filter)) filterForm.elements[name].value = value;
filterForm.addEventListener('input', () => {
  const { status, symbol, text } = filterForm.elements;
  filter = { status: status.value, symbol: symbol.value, text: text.value };
  // So that the page comes back as it was, and can be sent to somebody.
  history.replaceState(null, '', location.pathname + searchOf(filter));
  draw();
});
filterForm.addEventListener('submit', (event) => event.preventDefault());

element('pause').addEventListener('click', ({ target }) => {
  paused = paused ? undefined : snapshot();
  target.setAttribute('aria-pressed', String(paused !== undefined));
  draw();
});

element('dismiss').addEventListener('click', () => {
  say('');
  placeForm.querySelector('button').focus(); // the one that had the focus is gone
});

const placeForm = element('place');
placeForm.addEventListener('submit', (event) => {
  event.preventDefault();
  void placeOrder(placeForm.elements, placeForm.querySelector('button'));
});

async function placeOrder({ symbol, side, quantity, delay }, button) {
  if (button.getAttribute('aria-disabled') === 'true') return;
  button.setAttribute('aria-disabled', 'true');
  say('Placing the order…');
  const asked = { symbol, side, quantity, delay };
  // as typed: what is wrong with it is for the platform to say
  const typed = Object.entries(asked).map(([name, field]) => [name, field.value]);
  const { message, faults } = await place(Object.fromEntries(typed));
  for (const [name, field] of Object.entries(asked)) showFault(name, field, faults[name]);
  Object.entries(asked)
    .find(([name]) => faults[name])?.[1]
    .focus();
  say(message);
  button.setAttribute('aria-disabled', 'false');
}

function showFault(name, field, fault) {
  write(element(`${name}-fault`), fault ?? '');
  if (fault) {
    field.setAttribute('aria-invalid', 'true');
    field.setAttribute('aria-describedby', `${name}-fault`);
  } else {
    field.removeAttribute('aria-invalid');
    field.removeAttribute('aria-describedby');
  }
}

async function cancelOrder(orderId) {
  say('Cancelling the order…');
  const { message } = await cancel(orderId);
  say(message);
}

// ---- what is heard -------------------------------------------------------------------------

if (typeof io === 'function') {
  const socket = io({
    // No upgrade from one to the other: a loss in the middle of it stays unnoticed for 45 s.
    ...{ transports: ['websocket', 'polling'], tryAllTransports: true },
    ...{ autoConnect: false, reconnectionDelay: 500, reconnectionDelayMax: 2000 },
  });
  new LiveFeed({ socket, read, orders, events, tell, changed: draw }).start();
} else tell('lost', 'The Socket.IO client could not be loaded; reload the page to try again');
draw();
setInterval(draw, 1000);
