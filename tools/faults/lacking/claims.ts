import { capabilities } from '../../../support/contract/capabilities';
import { clauses } from '../../../support/contract/clauses';
import { quickly, tags, withPages, type Conditions } from '../conditions';
import type { Difference } from '../differences/difference';
import type { Kind } from '../fault';
import type { Lack } from './lack';
import { lacks } from './lacks';

/** The platform of the suite's own promises them alone: who asks for them has to claim them. */
const promisedByAll = capabilities.filter((each) => each !== 'pages');

/** Without a capability everything else is right, and it is not claimed. */
export const notClaimed: readonly Difference[] = lacks.map((lack) => ({
  name: `without ${lack.capability}, which it does not claim`,
  by: 'A capability is claimed or not, and what is not claimed is not judged',
  under: {
    ...lacking(lack, lack.unclaimed),
    claims: promisedByAll.filter((each) => ![lack.capability, lack.entails].includes(each)),
  },
  tamper: lack.tamper,
}));

/** The same, and it is claimed. */
export const falselyClaimed: Kind = {
  name: 'Capabilities that are claimed and missing',
  faults: lacks.map((lack) => ({
    ...{ name: `The platform claims ${lack.capability} and has none of it`, means: lack.means },
    ...{ breaks: lack.breaks, caughtBy: lack.caughtBy, tamper: lack.tamper },
    under: { ...lacking(lack, lack.claimed ?? aboutCapability(lack)), claims: capabilities },
  })),
};

/** What checks a clause of the capability. */
function aboutCapability({ capability }: Lack): Conditions {
  const own = [...clauses.values()].filter((each) => each.capability === capability);
  const expression = own.map(({ id }) => `@${id}`).join(' or ');
  return { ...quickly, part: tags(`(${expression}) and not @timing and not @load`) };
}

/** Without what is missing, the suite has to be green under the same conditions. */
function lacking({ capability, settings }: Lack, conditions = quickly): Conditions {
  return {
    ...{
      ...conditions,
      name: `without ${capability}`,
      comparedWith: conditions.comparedWith ?? withPages,
    },
    platform: { ...conditions.platform, ...settings },
  };
}
