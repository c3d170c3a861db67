import { isIP } from 'node:net';
import type { TargetProblem } from '$lib/domain/delivery/own-words';
import { env } from '../../env';
import { isLoopback, isPrivate } from './public-address';

/** Where somebody who named an address may send us, beside the internet. */
export interface Trust {
	/** Into our own network. */
	network: () => boolean;
	/** To our own machine. */
	machine: () => boolean;
}

/** An administrator named them: our own machine is for trying things out; our network for whoever says so (PROVIDER_PRIVATE=on). */
export const OUR_PROVIDERS: Trust = {
	network: () => env().PROVIDER_PRIVATE,
	machine: () => env().DEMO
};

/** Whether an address may be asked: by its words alone; its name is looked at again at every request, when it is known whom it names. */
export function problemOfUrl(text: string, trust = OUR_PROVIDERS): TargetProblem | null {
	if (!URL.canParse(text)) return 'url_invalid';
	const url = new URL(text);
	if (url.username || url.password || !/^https?:$/.test(url.protocol)) return 'url_invalid';
	const host = hostOf(url);
	if (url.protocol === 'http:' && !(trust.machine() && isHere(host))) return 'url_not_https';
	return isHere(host) || isIP(host) ? problemOfIp(isIP(host) ? host : '127.0.0.1', trust) : null;
}

export function problemOfIp(ip: string, trust = OUR_PROVIDERS): TargetProblem | null {
	if (!isPrivate(ip) || trust.network()) return null;
	return trust.machine() && isLoopback(ip) ? null : 'url_private';
}

/** Without the brackets of an IPv6 address. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

export const isHere = (host: string): boolean =>
	host === 'localhost' || host.endsWith('.localhost') || (isIP(host) !== 0 && isLoopback(host));
