import { env } from '../../env';
import { hostOf, isHere, type Trust } from '../providers/target';

/**
 * Where devices are told is said by whoever holds a link: never into our network, whatever PROVIDER_PRIVATE
 * says, and to our own machine only where this installation is tried out on it.
 */
export const ANYBODY: Trust = {
	network: () => false,
	machine: () => env().DEMO && isHere(hostOf(new URL(env().origin)))
};
