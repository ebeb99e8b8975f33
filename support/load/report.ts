import type { TradingWorld } from '../world';
import type { LoadRun } from './load-run';
import { addMetrics } from './metrics-files';
import { measurementsText } from './table';

/** Where a load scenario stands in the features, and where its figures go. */
export interface LoadScenario {
  title: string;
  feature: string;
  reports: string;
}

/** Shows the figures of a run in console and reports, and adds them to the files of the run. */
export function reportLoad(world: TradingWorld, { records, measurements }: LoadRun): void {
  const { title, feature, reports } = world.loadScenario;
  world.attach(measurementsText(measurements), {
    mediaType: 'text/plain',
    fileName: 'Load.console.txt',
  });
  addMetrics(
    reports,
    { scenario: title, feature, baseUrl: world.api.baseUrl },
    { records, measurements },
  );
}
