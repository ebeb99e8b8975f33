import type { Background, Examples, Location, Scenario, Step, Tag } from '@cucumber/messages';
import type { ReadFeature } from './read-feature';

/** How much further in a thing stands than what it belongs to, as `npm run format` has it. */
const inward = 2;

/** A place that something stands at, and how many spaces should be before it. */
interface Placed {
  location: Location;
  spaces: number;
}

/** Lines that do not stand where their kind belongs: whoever reads them takes them for another. */
export function* indentationFaults(
  read: ReadFeature,
): Generator<{ location: Location; message: string }> {
  for (const { location, spaces } of placesIn(read)) {
    const actual = (location.column ?? 1) - 1;
    if (actual !== spaces)
      yield {
        location,
        message: `the line begins with ${counted(actual)} where ${counted(spaces)} belong: indent it by ${spaces} (npm run format does that for all)`,
      };
  }
}

function placesIn({ feature, rules, scenarios }: ReadFeature): Placed[] {
  return [
    ...placesOf(feature, 0),
    ...feature.children.flatMap(({ background }) => blockPlaces(background, inward)),
    ...rules.flatMap((rule) => [
      ...placesOf(rule, inward),
      ...rule.children.flatMap(({ background }) => blockPlaces(background, 2 * inward)),
    ]),
    ...scenarios.flatMap(({ scenario, rule }) => blockPlaces(scenario, rule ? 2 * inward : inward)),
  ];
}

function blockPlaces(block: Background | Scenario | undefined, spaces: number): Placed[] {
  if (block === undefined) return [];
  return [
    ...('tags' in block ? placesOf(block, spaces) : [{ location: block.location, spaces }]),
    ...block.steps.flatMap((step) => stepPlaces(step, spaces + inward)),
    ...('examples' in block
      ? block.examples.flatMap((examples) => examplesPlaces(examples, spaces + inward))
      : []),
  ];
}

function stepPlaces({ location, dataTable, docString }: Step, spaces: number): Placed[] {
  const below = [...(dataTable?.rows ?? []), ...(docString ? [docString] : [])];
  return [{ location, spaces }, ...below.map((each) => ({ ...each, spaces: spaces + inward }))];
}

function examplesPlaces(examples: Examples, spaces: number): Placed[] {
  const rows = [...(examples.tableHeader ? [examples.tableHeader] : []), ...examples.tableBody];
  return [
    ...placesOf(examples, spaces),
    ...rows.map(({ location }) => ({ location, spaces: spaces + inward })),
  ];
}

/** A title and the first tag of each line of tags above it. */
function placesOf(
  { location, tags }: { location: Location; tags: readonly Tag[] },
  spaces: number,
): Placed[] {
  const first = tags.filter((tag, index) => tags[index - 1]?.location.line !== tag.location.line);
  return [{ location, spaces }, ...first.map((tag) => ({ location: tag.location, spaces }))];
}

function counted(spaces: number): string {
  return spaces === 1 ? '1 space' : `${spaces} spaces`;
}
