/** Searches the steps: shows those that have all words, in whatever order. */

const search = document.getElementById('search');
const status = document.querySelector('[role=status]');
const groups = [...document.querySelectorAll('.group')].map((element) => ({
  element,
  steps: [...element.querySelectorAll('.step')].map((step) => ({
    element: step,
    text: textOf(element.querySelector('h2'), step.querySelector('h3'), step.querySelector('pre')),
  })),
}));
const all = groups.flatMap(({ steps }) => steps);

function textOf(...elements) {
  return elements
    .map(({ textContent }) => textContent)
    .join(' ')
    .replace(/\s+/g, ' ')
    .toLowerCase();
}

function show() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const { element, steps } of groups) {
    const found = steps.filter(({ text }) => words.every((word) => text.includes(word)));
    for (const step of steps) step.element.hidden = !found.includes(step);
    element.hidden = found.length === 0;
    count += found.length;
  }
  status.textContent = words.length === 0 ? '' : `${count} of ${all.length} steps`;
}

search.addEventListener('input', show);
show(); // a browser that returns to the page has kept what was searched for

document.addEventListener('keydown', (event) => {
  if (event.key === '/' && document.activeElement !== search) {
    event.preventDefault();
    search.focus();
  }
  if (event.key === 'Escape' && document.activeElement === search) {
    search.value = '';
    show();
  }
});

/** A link to a group leads there also while a search hides it. */
window.addEventListener('hashchange', () => {
  const target = document.getElementById(location.hash.slice(1));
  if (!target?.hidden) return;
  search.value = '';
  show();
  target.scrollIntoView();
});
