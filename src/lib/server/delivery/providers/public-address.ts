import { BlockList, isIP } from 'node:net';

/** Machines of this network and of this computer (RFC 6890): nobody who is asked from outside lives there. */
const PRIVATE: readonly [string, number][] = [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['224.0.0.0', 4],
	['240.0.0.0', 4],
	['::', 128],
	['::1', 128],
	['64:ff9b::', 96],
	['64:ff9b:1::', 48],
	['2002::', 16],
	['fc00::', 7],
	['fe80::', 10],
	['ff00::', 8]
];

const listOf = (networks: readonly [string, number][]): BlockList => {
	const list = new BlockList();
	for (const [network, bits] of networks)
		list.addSubnet(network, bits, network.includes(':') ? 'ipv6' : 'ipv4');
	return list;
};
const privates = listOf(PRIVATE);
const loopback = listOf([
	['127.0.0.0', 8],
	['::1', 128]
]);

const holds = (list: BlockList, ip: string): boolean =>
	list.check(ip, isIP(ip) === 6 ? 'ipv6' : 'ipv4');

/** The address behind `::ffff:10.0.0.1`, which an IPv6 socket reaches as 10.0.0.1. */
const plain = (ip: string): string => {
	const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(ip) ?? [];
	if (high && low) {
		const bits = (parseInt(high, 16) << 16) | parseInt(low, 16);
		return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.');
	}
	return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1] ?? ip;
};

export const isLoopback = (ip: string): boolean => holds(loopback, plain(ip));
export const isPrivate = (ip: string): boolean => holds(privates, plain(ip));
