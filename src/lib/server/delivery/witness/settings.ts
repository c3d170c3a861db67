import { plainAddress } from '../address';
import { env } from '../../env';

/** Where a copy of every mail goes; undefined when there is no witness. */
export const witnessAddress = (): string | undefined =>
	env().WITNESS_ADDRESS ? plainAddress(env().WITNESS_ADDRESS!) : undefined;

/** Copies are sent and somebody can look whether they came. */
export const hasWitness = (): boolean =>
	Boolean(env().SMTP_URL && env().WITNESS_ADDRESS && env().WITNESS_IMAP_URL);

/** When the witness can be asked about a mail that just became uncertain. */
export const witnessDueAt = (now: Date): Date =>
	new Date(now.getTime() + env().WITNESS_GRACE_MINUTES * 60_000);
