import { expect, it } from 'vitest';
import { deviceName } from './device';

it.each([
	[
		'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0',
		'Firefox, Windows'
	],
	[
		'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0',
		'Edge, Windows'
	],
	[
		'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
		'Safari, iOS'
	],
	[
		'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36',
		'Chrome, Android'
	],
	['curl/8.5.0', ''],
	['', '']
])('%s', (userAgent, name) => expect(deviceName(userAgent)).toBe(name));
