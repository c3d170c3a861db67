/** The order counts: each names itself after those before it too. */
const BROWSERS: readonly [RegExp, string][] = [
	[/\bEdg(e|A|iOS)?\//, 'Edge'],
	[/\bOPR\//, 'Opera'],
	[/\b(Firefox|FxiOS)\//, 'Firefox'],
	[/(Chrome|CriOS|Chromium)\//, 'Chrome'],
	[/\bSafari\//, 'Safari']
];
const SYSTEMS: readonly [RegExp, string][] = [
	[/\b(iPhone|iPad|iPod)\b/, 'iOS'],
	[/\bAndroid\b/, 'Android'],
	[/\bWindows\b/, 'Windows'],
	[/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
	[/\bCrOS\b/, 'ChromeOS'],
	[/\bLinux\b/, 'Linux']
];

/** "Firefox, Windows": enough to recognise one's own; '' for what says nothing known. */
export const deviceName = (userAgent: string): string =>
	[BROWSERS, SYSTEMS]
		.flatMap((list) => list.find(([sign]) => sign.test(userAgent))?.[1] ?? [])
		.join(', ');
