import { capabilities } from '../../support/contract/capabilities';
import { counted } from '../run-model/verdict';
import { clauseVerdicts, type ClauseVerdict, type Conformance } from './model';

/** More capabilities than these that are not claimed are not named one by one. */
const mostLeftOut = 3;

/** How many clauses have which verdict. */
export function countsOf({ clauses }: Pick<Conformance, 'clauses'>): Record<ClauseVerdict, number> {
  const count = (verdict: ClauseVerdict) =>
    clauses.filter((each) => each.verdict === verdict).length;
  return {
    kept: count('kept'),
    broken: count('broken'),
    'could not be judged': count('could not be judged'),
    'not exercised': count('not exercised'),
    'not claimed': count('not claimed'),
  };
}

/** Of how many clauses the platform is judged. */
export function claimedOf({ clauses }: Pick<Conformance, 'clauses'>): number {
  return clauses.filter(({ verdict }) => verdict !== 'not claimed').length;
}

const openings: Record<Conformance['basis'], string> = {
  whole: 'The',
  part: 'As far as a part of the suite can tell, the',
  'broken off': 'As far as the run came, the',
};

/** All of it in a sentence: `The platform keeps 59 of 61 clauses of the whole contract: 2 broken`. */
export function sentenceOf(conformance: Conformance): string {
  const { kept } = countsOf(conformance);
  const rest = restInWords(conformance);
  return [
    `${openings[conformance.basis]} platform keeps ${kept} of ${counted(claimedOf(conformance), 'clause')} of ${claimsInWords(conformance)}`,
    ...(rest === '' ? [] : [rest]),
  ].join(': ');
}

/** Some clauses in short: `59 of 61 clauses kept, 2 broken`; of a capability that is not claimed, that. */
export function inShort(conformance: Pick<Conformance, 'clauses'>): string {
  const claimed = claimedOf(conformance);
  if (claimed === 0) return 'not claimed';
  const rest = restInWords(conformance);
  return [
    `${countsOf(conformance).kept} of ${counted(claimed, 'clause')} kept`,
    ...(rest === '' ? [] : [rest]),
  ].join(', ');
}

/** What is not kept though it is claimed: `2 broken (1 known), 1 not exercised`. */
function restInWords(conformance: Pick<Conformance, 'clauses'>): string {
  const counts = countsOf(conformance);
  const known = conformance.clauses.filter((each) => each.known.length > 0).length;
  return clauseVerdicts
    .filter((each) => each !== 'kept' && each !== 'not claimed' && counts[each] > 0)
    .map((each) => {
      const isKnown = each === 'broken' && known > 0;
      return `${counts[each]} ${each}${isKnown ? ` (${known} known)` : ''}`;
    })
    .join(', ');
}

function claimsInWords({ claims }: Conformance): string {
  const others = capabilities.filter((each) => !claims.includes(each));
  if (others.length === 0) return 'the whole contract';
  return others.length <= mostLeftOut
    ? `the whole contract but ${inWords(others)}`
    : inWords(claims);
}

/** `a`, `a and b`, `a, b and c`. */
function inWords(names: readonly string[]): string {
  const [last = 'nothing'] = names.slice(-1);
  const others = names.slice(0, -1);
  return others.length === 0 ? last : `${others.join(', ')} and ${last}`;
}
