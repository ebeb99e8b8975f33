/* Mends what Swagger UI leaves undone for people who do not see, or who use no mouse. */
{
  const mend = () => {
    // A link inside a button: the button does the same, and cannot be told from it.
    for (const link of document.querySelectorAll('.opblock-summary-control a[href]'))
      link.removeAttribute('href');
    for (const field of document.querySelectorAll(
      '#swagger-ui :is(select, textarea):not([aria-label])',
    )) {
      const parameter = field.closest('[data-param-name]')?.dataset.paramName;
      field.setAttribute('aria-label', parameter ?? 'Request body');
    }
  };
  new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });

  // It looks at the system's colours when it starts, and not again when they change.
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', ({ matches }) =>
    document.documentElement.classList.toggle('dark-mode', matches),
  );
}
