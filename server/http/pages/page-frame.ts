import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PAGE_POLICY } from '../security-headers';
import { pagesFolder } from './page-files';

export interface PageParts {
  title: string;
  /** The address of the page, as the navigation has it. */
  address: string;
  /** HTML of what the page loads besides what all pages do. */
  head: string;
  /** HTML of its content. */
  main: string;
}

/** Headers of every page. */
export const PAGE_HEADERS = {
  // Ask each time: a changed page must not meet an old script.
  'Cache-Control': 'no-cache',
  ...PAGE_POLICY,
};

const FRAME = readFileSync(path.join(pagesFolder(), 'frame.html'), 'utf8');

/** The HTML of a whole page: head, navigation and this content. */
export function framedPage({ address, ...parts }: PageParts): string {
  return FRAME.replaceAll(
    /\{\{(title|head|main)\}\}/g,
    (_mark, part: keyof typeof parts) => parts[part],
  ).replace(`<a href="${address}"`, `$& aria-current="page"`);
}
