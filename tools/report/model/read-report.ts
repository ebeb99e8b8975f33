import { TimeConversion, type Envelope, type Meta } from '@cucumber/messages';
import { CoverageCollector } from '../../../support/evidence/coverage';
import { conformanceOf } from '../../conformance/conformance';
import { RunModel } from '../../run-model/run-model';
import { judgeRun } from '../../run-model/verdict';
import { runDetails } from '../../run-model/run-message';
import { readFeatures } from './read-features';
import type { Report } from './report';

/** Makes of a run's messages, and of nothing else, all that the report says about the run. */
export function readReport(messages: readonly Envelope[]): Report {
  const model = new RunModel(messages);
  const { query, end } = model;
  const collector = new CoverageCollector();
  for (const message of messages) collector.follow(message);
  const run = runDetails(messages);
  const coverage = collector.coverage({
    ownPlatform: run.ownPlatform ?? true,
    transport: run.transport ?? 'socket.io',
    ...(run.claims && { claims: run.claims }),
  });
  const verdict = judgeRun(model, coverage);
  const started = query.findTestRunStarted()?.timestamp;
  return {
    ...{ run, verdict, end },
    conformance: conformanceOf(model, verdict),
    id: query.findTestRunStarted()?.id,
    ...(started && {
      startedAt: new Date(TimeConversion.timestampToMillisecondsSinceEpoch(started)),
      coverage,
    }),
    seconds: secondsFrom(messages),
    machine: machineOf(query.findMeta()),
    unreadable: messages.flatMap(({ parseError }) =>
      parseError
        ? [{ uri: slashes(parseError.source.uri ?? ''), message: parseError.message }]
        : [],
    ),
    features: readFeatures(messages, model),
  };
}

/** From the first message with a time to the last. */
function secondsFrom(messages: readonly Envelope[]): number {
  const times = messages.flatMap(({ testRunStarted, testCaseFinished, testRunFinished }) => {
    const timestamp = (testRunStarted ?? testCaseFinished ?? testRunFinished)?.timestamp;
    return timestamp ? [TimeConversion.timestampToMillisecondsSinceEpoch(timestamp)] : [];
  });
  const [first = 0] = times;
  return ((times.at(-1) ?? first) - first) / 1000;
}

function machineOf(meta: Meta | undefined): string[] {
  if (meta === undefined) return [];
  const { runtime, os, cpu, implementation, ci } = meta;
  return [
    `${runtime.name} ${runtime.version ?? ''}`,
    `${os.name} ${os.version ?? ''} (${cpu.name})`,
    `${implementation.name} ${implementation.version ?? ''}`,
    ...(ci ? [ci.name] : []),
  ].map((text) => text.replace(/ +/g, ' ').trim());
}

function slashes(path: string): string {
  return path.replaceAll('\\', '/');
}
