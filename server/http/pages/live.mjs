/* global AbortSignal, document, fetch, io, location, requestAnimationFrame, setInterval,
   setTimeout */
import { LiveOrders } from './live-orders.mjs';

const ROWS = 200;
const RETRY_MS = 1000;
const ANSWER_MS = 5000;
const MINUTE_MS = 60_000;

const orders = new LiveOrders(ROWS);
const element = (id) => document.getElementById(id);
const quantities = new Intl.NumberFormat('en', { maximumFractionDigits: 20 });

// ---- what is shown -------------------------------------------------------------------------

function show(id, text) {
  const target = element(id);
  // Writing an unchanged text costs a layout and makes screen readers speak again.
  if (target.textContent !== text) target.textContent = text;
}

function showConnection(state, text) {
  element('connection').dataset.state = state;
  show('connection', text);
}

/** The round of subscription whose list has been read; none yet. */
let readRound = 0;
let drawing = false;

/** However much has changed, the page is drawn once a frame. */
function draw() {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    const newest = orders.newest();
    const count = (status) => newest.filter(({ orderStatus }) => orderStatus === status).length;
    drawRows(newest);
    show('recent', String(orders.placedSince(Date.now() - MINUTE_MS)));
    show('pending', String(count('PENDING')));
    show('executed', String(count('EXECUTED')));
    show('cancelled', String(count('CANCELLED')));
    show('extent', newest.length < ROWS ? `${newest.length} shown` : `the latest ${ROWS} shown`);
    element('nothing').hidden = newest.length > 0;
    if (readRound > 0) show('nothing', 'No orders yet. They appear here as soon as one is placed.');
  });
}

const rows = new Map();

function drawRows(newest) {
  const body = element('rows');
  const gone = new Set(rows.keys());
  let place = body.firstElementChild;
  for (const order of newest) {
    gone.delete(order.orderId);
    const row = rows.get(order.orderId) ?? newRow(order);
    drawRow(row, order);
    if (row.line === place) place = place.nextElementSibling;
    else body.insertBefore(row.line, place);
  }
  for (const orderId of gone) {
    rows.get(orderId).line.remove();
    rows.delete(orderId);
  }
}

function newRow({ orderId, symbol, side, quantity }) {
  const line = document.createElement('tr');
  const cell = (text, className) => {
    const td = line.appendChild(document.createElement('td'));
    td.textContent = text;
    td.className = className;
    return td;
  };
  const status = cell('', '').appendChild(document.createElement('span'));
  status.className = 'status';
  cell(symbol, 'symbol');
  cell(side, 'side');
  cell(quantities.format(quantity), 'number');
  const age = cell('', 'number');
  const link = cell('', 'id').appendChild(document.createElement('a'));
  link.textContent = orderId.slice(0, 8);
  link.href = `/orders/${encodeURIComponent(orderId)}`;
  link.title = orderId;
  line.dataset.side = side;
  const row = { line, status, age };
  rows.set(orderId, row);
  return row;
}

function drawRow({ line, status, age }, { orderStatus, placedAt }) {
  if (status.textContent !== orderStatus) {
    // Only a change is worth a flash, not the first sight of an order.
    line.classList.toggle('changed', status.textContent !== '');
    line.dataset.status = orderStatus;
    status.textContent = orderStatus;
  }
  const text = placedAt === undefined ? '–' : duration(Date.now() - placedAt);
  if (age.textContent !== text) age.textContent = text;
}

function duration(milliseconds) {
  // The browser's clock may be a little behind the platform's.
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}

// ---- what is heard -------------------------------------------------------------------------

function listen() {
  const socket = io({ reconnectionDelay: 500, reconnectionDelayMax: 3000 });

  socket.on('connect', () => {
    // Recovered: the platform still has the subscription and sends what was missed.
    if (socket.recovered && readRound === orders.round) showConnection('live', 'Live');
    else void subscribe(socket, orders.startOver());
  });
  socket.on('disconnect', () => showConnection('lost', 'Connection lost, trying again…'));
  socket.on('connect_error', () =>
    showConnection('lost', `The platform at ${location.host} does not answer, trying again…`),
  );
  for (const end of ['disconnect', 'connect_error']) {
    // Where the platform itself ended the connection, the client does not try again by itself.
    socket.on(end, () => {
      if (!socket.active) setTimeout(() => socket.connect(), RETRY_MS);
    });
  }
  socket.on('order:status', (event) => {
    orders.event(event);
    draw();
  });
}

/** Subscribes first and reads the list then: what happens in between comes as an event. */
async function subscribe(socket, round) {
  showConnection('connecting', 'Connected, subscribing…');
  const current = () => socket.connected && round === orders.round;
  let subscribed = false;
  for (;;) {
    try {
      if (!subscribed) {
        const answer = await socket.timeout(ANSWER_MS).emitWithAck('subscribe', {});
        if (!answer?.ok) throw new Error(`subscription refused: ${answer?.error}`);
        subscribed = true;
      }
      const list = await readOrders();
      if (!current()) return;
      orders.list(list, round);
      readRound = round;
      showConnection('live', 'Live');
      draw();
      return;
    } catch (error) {
      if (!current()) return;
      showConnection('connecting', `${reason(error)}, trying again…`);
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      if (!current()) return;
    }
  }
}

async function readOrders() {
  const signal = AbortSignal.timeout(ANSWER_MS);
  const response = await fetch('/orders?limit=100', { cache: 'no-store', signal });
  if (!response.ok) throw new Error(`The list of orders was answered with ${response.status}`);
  return response.json();
}

function reason(error) {
  return error instanceof Error ? error.message : String(error);
}

if (typeof io === 'function') listen();
else
  showConnection('lost', 'The Socket.IO client could not be loaded; reload the page to try again');
draw();
setInterval(draw, 1000);
