import { env } from '../../env';
import { imapWitness } from './imap';
import { hasWitness } from './settings';
import type { Witness } from './witness';

/** Null when nobody can be asked: what is uncertain then waits for a person. */
export const openWitness = (): Witness | null =>
	hasWitness() ? imapWitness(env().WITNESS_IMAP_URL!) : null;
