/** Something that nobody may see, and what stands in its place. */
export interface Secret {
  value: string;
  /** `$NAME` of what came from the environment, so that a command to copy works where it is set. */
  shownAs: string;
}

/** What stands where there is no name for what is hidden. */
export const hidden = '•••';

/** Whether a header says who somebody is: its value is nobody's business. */
export function isConfidential(header: string): boolean {
  return /^(authorization|proxy-authorization|cookie|set-cookie|x-api-key)$/i.test(header);
}

/** What is shorter is no secret: its letters stand everywhere, and hiding them would tell it. */
const shortest = 4;

/** Hides secrets in whatever is told of a run, also where they are encoded. */
export class Secrets {
  private readonly hidden: readonly Secret[];

  constructor(secrets: readonly Secret[]) {
    const forms = secrets
      .filter(({ value }) => value.length >= shortest)
      .flatMap(({ value, shownAs }) =>
        [...new Set([value, inJson(value), encodeURIComponent(value)])].map((form) => ({
          value: form,
          shownAs,
        })),
      );
    // the longest first, so that none is left in part
    this.hidden = forms.sort((a, b) => b.value.length - a.value.length);
  }

  mask(text: string): string {
    return this.hidden.reduce(
      (masked, { value, shownAs }) => masked.replaceAll(value, () => shownAs),
      text,
    );
  }
}

/** As it stands within a text in JSON. */
function inJson(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}
