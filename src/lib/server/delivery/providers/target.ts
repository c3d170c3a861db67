import { isIP } from 'node:net';
import type { TargetProblem } from '$lib/domain/delivery/own-words';
import { env } from '../../env';
import { isLoopback, isPrivate } from './public-address';

/** Whether a provider may be asked there: by its words alone; its name is looked at again at every request, when it is known whom it names. */
export function problemOfUrl(text: string): TargetProblem | null {
	if (!URL.canParse(text)) return 'url_invalid';
	const url = new URL(text);
	if (url.username || url.password || !/^https?:$/.test(url.protocol)) return 'url_invalid';
	const host = hostOf(url);
	if (url.protocol === 'http:' && !(env().DEMO && isHere(host))) return 'url_not_https';
	return isHere(host) || isIP(host) ? problemOfIp(isIP(host) ? host : '127.0.0.1') : null;
}

/** Our own machine is for trying things out; our network for whoever says so (PROVIDER_PRIVATE=on). */
export function problemOfIp(ip: string): TargetProblem | null {
	if (!isPrivate(ip) || env().PROVIDER_PRIVATE) return null;
	return env().DEMO && isLoopback(ip) ? null : 'url_private';
}

/** Without the brackets of an IPv6 address. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

const isHere = (host: string): boolean =>
	host === 'localhost' || host.endsWith('.localhost') || (isIP(host) !== 0 && isLoopback(host));
