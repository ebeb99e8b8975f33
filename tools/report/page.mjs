/** What the report does by itself: unfolds evidence, searches, filters, follows links, prints. */

const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const tools = document.querySelector('.tools');

// ---- evidence ----

let store;

/** The evidence of all scenarios by their ids; it is unpacked once, when it is first needed. */
function evidence() {
  store ??= unpack(document.getElementById('evidence').textContent.trim());
  return store;
}

async function unpack(base64) {
  const packed = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return JSON.parse(await new Response(stream).text());
}

async function fill(place) {
  if (place.dataset.filled) return;
  place.dataset.filled = 'yes';
  try {
    const found = (await evidence())[place.dataset.evidence];
    place.innerHTML = found ?? 'Left out, so that this file stays small enough to send.';
  } catch {
    place.textContent = 'This browser is too old to unpack the evidence.';
  }
}

/** Evidence that is in sight, which is all that no closed details hide. */
function fillWhatIsOpen(within = document) {
  const places = all('[data-evidence]', within).filter(
    (place) => !place.parentElement.closest('details:not([open])'),
  );
  return Promise.all(places.map(fill));
}

document.addEventListener(
  'toggle',
  ({ target }) => {
    if (target.open) fillWhatIsOpen(target);
  },
  true,
);
fillWhatIsOpen();

// ---- links to a scenario ----

function follow() {
  const target =
    location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  if (target.closest('[hidden]')) showAll();
  for (let each = target; each; each = each.parentElement)
    if (each.localName === 'details') each.open = true;
  for (const each of all('.evidence', target)) each.open = true;
  target.scrollIntoView();
}

window.addEventListener('hashchange', follow);
follow();

// ---- search and filters ----

const scenarios = all('.scenario').map((element) => ({
  element,
  text: textOf(element),
  tags: element.dataset.tags.split(' '),
}));

/** What is said of a scenario: by itself, its outline, its rule and its feature. */
function textOf(element) {
  const outline = element.closest('.outline');
  const rule = element.closest('.rule')?.querySelector('h4');
  const feature = element.closest('.feature').querySelector('h3');
  const words = outline ? all('.title, .outline > .steps', outline) : [];
  return [feature, rule, ...words, element]
    .map((each) => each?.textContent ?? '')
    .join(' ')
    .replace(/\s+/g, ' ')
    .toLowerCase();
}

function filter() {
  const wanted = {
    words: tools.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean),
    outcome: tools.elements.outcome.value,
    tag: tools.elements.tag.value,
  };
  const isWanted = ({ element, text, tags }) =>
    wanted.words.every((word) => text.includes(word)) &&
    (wanted.outcome === '' ||
      element.dataset.outcome === wanted.outcome ||
      (wanted.outcome === 'changed' && 'changed' in element.dataset)) &&
    (wanted.tag === '' || tags.includes(wanted.tag));
  for (const each of scenarios) each.element.hidden = !isWanted(each);
  for (const selector of ['.examples', '.outline', '.rule', '.feature'])
    for (const group of all(selector))
      group.hidden = !group.querySelector('.scenario:not([hidden])');
  const found = scenarios.filter(({ element }) => !element.hidden).length;
  const isFiltered = found < scenarios.length;
  tools.querySelector('[role=status]').textContent = isFiltered
    ? `${found} of ${scenarios.length} scenarios`
    : '';
  if (isFiltered) unfold(true);
}

function showAll() {
  tools.reset();
  filter();
}

/** Opens or closes the features. */
function unfold(isOpen) {
  for (const feature of all('.feature')) feature.open = isOpen;
  nameButton();
}

function nameButton() {
  const isAllOpen = all('.feature').every(({ open }) => open);
  tools.elements.fold.textContent = isAllOpen ? 'Fold all' : 'Unfold all';
}

if (tools) {
  tools.hidden = false;
  tools.addEventListener('input', filter);
  tools.addEventListener('submit', (event) => event.preventDefault());
  tools.elements.fold.addEventListener('click', () =>
    unfold(tools.elements.fold.textContent === 'Unfold all'),
  );
  document.addEventListener('toggle', nameButton, true);
  nameButton();
}

// ---- paper ----

let foldedAgain = [];

window.addEventListener('beforeprint', () => {
  // Of a run that failed, paper holds the reasons with a specimen each: the rest is for the screen.
  if (document.getElementById('broken')) return;
  foldedAgain = all('.feature, .capability, .coverage').filter(({ open }) => !open);
  for (const each of foldedAgain) each.open = true;
});
window.addEventListener('afterprint', () => {
  for (const each of foldedAgain) each.open = false;
  foldedAgain = [];
});
