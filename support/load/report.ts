import type { Topic } from '../evidence/memory';
import { dataMediaTypes } from '../evidence/data-attachment';
import type { TradingWorld } from '../world';
import { distributionChart } from './charts/distribution-chart';
import { timelineChart } from './charts/timeline-chart';
import type { LoadRun } from './load-run';
import { measures } from './measurements';
import { addMetrics } from './metrics-files';
import { measurementsText } from './table';

/** Where a load scenario stands in the features, and where its figures go. */
export interface LoadScenario {
  title: string;
  feature: string;
  reports: string;
}

/** This scenario, if it measures a load. */
export const loadScenario: Topic<LoadScenario> = {
  missing: 'A scenario that measures a load has to be tagged @load and @alone.',
};

/** Durations whose distribution is drawn. */
const drawn = ['execution delay', 'response time'] as const;

/** Shows the figures of a run in console and reports, and adds them to the files of the run. */
export function reportLoad(world: TradingWorld, run: LoadRun): void {
  const { title, feature, reports } = world.memory.of(loadScenario);
  world.attach(measurementsText(run.measurements), {
    mediaType: 'text/plain',
    fileName: 'Load.console.txt',
  });
  for (const { fileName, svg } of chartsOf(run))
    world.attach(svg, { mediaType: 'image/svg+xml', fileName });
  const scenario = { scenario: title, feature, baseUrl: world.api.baseUrl };
  world.attach(JSON.stringify(addMetrics(reports, scenario, run)), dataMediaTypes.load);
}

/** The pictures of a run. */
export function chartsOf({ records, measurements }: LoadRun): { fileName: string; svg: string }[] {
  const distributions = drawn.map((measure) => {
    const name = measure.charAt(0).toUpperCase() + measure.slice(1);
    const missing = measurements.missing[measure];
    const notes = [
      ...(missing > 0 ? [`${missing} missing`] : []),
      ...(measurements.isTrustworthy ? [] : ['not to be trusted: measured too late']),
    ];
    const durations = records.flatMap((record) => record[measures[measure]] ?? []);
    return {
      fileName: `${name}.svg`,
      svg: distributionChart(`${name} of ${records.length} orders`, durations, notes.join(' · ')),
    };
  });
  const timeline = timelineChart(`The run of ${records.length} orders`, records);
  return [...distributions, { fileName: 'Timeline of the run.svg', svg: timeline }];
}
