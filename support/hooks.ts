import {
  After,
  Before,
  setParallelCanAssign,
  Status,
  type ITestCaseHookParameter,
} from '@cucumber/cucumber';
import { listed } from './checks/assertions';
import { coverageMediaType } from './coverage/coverage';
import { readReportsFolder } from './run/settings';
import type { TradingWorld } from './world';

const alone = '@alone';

// What needs the machine for itself waits for the others, and they for it.
setParallelCanAssign((inQuestion, inProgress) => {
  const isAlone = ({ tags }: { tags: readonly { name: string }[] }) =>
    tags.some(({ name }) => name === alone);
  return isAlone(inQuestion) ? inProgress.length === 0 : !inProgress.some(isAlone);
});

/** A load scenario is known by its title in the files that it leaves behind. */
Before(
  { name: 'Which load is measured', tags: '@load and @alone' },
  function (this: TradingWorld, { pickle }: ITestCaseHookParameter) {
    const feature = pickle.uri.replaceAll('\\', '/');
    this.loadScenario = { title: pickle.name, feature, reports: readReportsFolder(process.env) };
  },
);

/** After every scenario, whatever it was about: the invariants, the evidence, the clean-up. */
After(
  { name: 'What has to hold after every scenario' },
  function (this: TradingWorld, { result }: ITestCaseHookParameter) {
    const broken = [...this.brokenPromises(), ...this.cleanUp()];
    this.attach(JSON.stringify(this.evidence.exercised()), coverageMediaType);
    if (result?.status === Status.PASSED && broken.length === 0) return;
    this.attach(this.evidence.timelineText(), {
      mediaType: 'text/plain',
      fileName: 'Timeline.txt',
    });
    this.attach(this.evidence.requestsText(), {
      mediaType: 'text/plain',
      fileName: 'Requests and responses.txt',
    });
    if (broken.length > 0) throw new Error(listed('a promise is broken', broken));
  },
);
