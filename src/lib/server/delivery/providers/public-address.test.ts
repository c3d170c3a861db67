import { describe, expect, it } from 'vitest';
import { isLoopback, isPrivate } from './public-address';

describe('an address of this network', () => {
	it.each([
		'127.0.0.1',
		'127.9.9.9',
		'10.1.2.3',
		'172.16.0.1',
		'172.31.255.255',
		'192.168.1.1',
		'169.254.169.254',
		'100.64.0.1',
		'0.0.0.0',
		'224.0.0.1',
		'255.255.255.255',
		'::1',
		'::',
		'fd00::1',
		'fe80::1',
		'::ffff:10.0.0.1',
		'::ffff:a00:1',
		'64:ff9b::a00:1',
		'2002:a00:1::'
	])('%s is refused', (ip) => expect(isPrivate(ip)).toBe(true));

	it.each(['8.8.8.8', '172.32.0.1', '192.169.0.1', '2001:4860:4860::8888', '::ffff:8.8.8.8'])(
		'%s is of the world',
		(ip) => expect(isPrivate(ip)).toBe(false)
	);

	it('this computer is told from its neighbours', () => {
		expect(['127.0.0.1', '::1', '::ffff:127.0.0.1', '10.0.0.1'].map(isLoopback)).toEqual([
			true,
			true,
			true,
			false
		]);
	});
});
