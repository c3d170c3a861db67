import { describe, expect, it } from 'vitest';
import { dataPictures, ownPartOf, pastedIs, withoutData } from './pasted';

it.each([
	['a photo', { bytes: 400_000, size: { width: 1600, height: 1200 }, isAbove: true }, 'file'],
	[
		'a photo below',
		{ bytes: 400_000, size: { width: 1600, height: 1200 }, isAbove: false },
		'file'
	],
	[
		'a cutting of three lines',
		{ bytes: 9000, size: { width: 640, height: 90 }, isAbove: true },
		'file'
	],
	['a logo', { bytes: 9000, size: { width: 240, height: 60 }, isAbove: true }, 'named'],
	['our own logo', { bytes: 9000, size: { width: 640, height: 90 }, isAbove: false }, 'nothing'],
	[
		'a small photo below',
		{ bytes: 25_000, size: { width: 600, height: 400 }, isAbove: false },
		'named'
	],
	[
		'a picture of ours below',
		{ bytes: 9000, size: { width: 320, height: 240 }, isAbove: false },
		'nothing'
	],
	['a drawing below nobody measures', { bytes: 9000, size: null, isAbove: false }, 'named'],
	['an icon', { bytes: 900, size: { width: 32, height: 32 }, isAbove: true }, 'nothing'],
	['a dot', { bytes: 43, size: null, isAbove: true }, 'nothing'],
	['a drawing nobody measures', { bytes: 9000, size: null, isAbove: true }, 'named']
] as const)('%s is %4$s', (_, picture, is) => {
	expect(pastedIs(picture)).toBe(is);
});

describe('whose part of the markup it is', () => {
	it('his own stands above what he answers', () => {
		const html = '<p>Voir <img src="cid:a"></p><div class="gmail_quote"><img src="cid:b"></div>';
		expect(ownPartOf(html)).toBe('<p>Voir <img src="cid:a"></p><div class="');
	});

	it('a picture alone is an answer too', () => {
		expect(ownPartOf('<img src="cid:a"><blockquote>x</blockquote>')).toBe('<img src="cid:a">');
	});

	it('where he answers below, all of it is looked at', () => {
		const html = '<style>p {color: red}</style><p><blockquote>x</blockquote><p>Voici</p>';
		expect(ownPartOf(html)).toBe(html);
	});
});

it('pictures in the markup are found, and taken out of it', () => {
	const html = '<p>Prix <img src="data:image/png;base64,AAAA"> faux</p>';
	expect(dataPictures(html)).toEqual({
		...{ found: [{ name: 'image-1.png', base64: 'AAAA', at: 18 }], beyond: [] }
	});
	expect(withoutData(html)).toBe('<p>Prix <img src=""> faux</p>');
});

it.each([
	[50, []],
	[51, ['image-51.jpg']],
	[60, ['image-51.jpg – image-60.jpg']]
])('of %i pictures those nobody looks at are named', (count, beyond) => {
	const html = '<img src="data:image/jpeg;base64,AAAA">'.repeat(count);
	const pictures = dataPictures(html);
	expect([pictures.found.length, pictures.beyond]).toEqual([50, beyond]);
});

it.each(['<', '<style', 'data:', '<p ', 'border-top: '])(
	'%j without end keeps nobody busy',
	(text) => {
		const began = performance.now();
		const html = `x<blockquote>`.padStart(500_000, text);
		ownPartOf(html);
		withoutData(html);
		dataPictures(html);
		expect(performance.now() - began).toBeLessThan(4000);
	}
);
