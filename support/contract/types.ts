/** The types of the contract's documents: of all that is the platform's, only they are shared. */
export type * from '../../server/contract/types';
