import { expect, it } from 'vitest';
import { money } from '$lib/domain/money';
import { signedAfter, signersFor, whySigned } from './signed-after';

const plain = (text: string | null) => text?.replaceAll(/[\u00a0\u202f]/g, ' ');
const level = (above: bigint, name: string | null) => ({ above: money(above, 'EUR'), name });
const TWO = [level(50_000n, 'Sophie Petit'), level(100_000n, 'Nadia Rousseau')];

it('two who sign are one sentence, the first of them first', () => {
	expect(plain(signedAfter(TWO))).toBe(
		'Au-dessus de 500,00 €, la décision est ensuite signée, d’abord par Sophie Petit, puis, au-dessus de 1 000,00 €, par Nadia Rousseau.'
	);
});

it('the second of two is somebody else, and a limit that is used up is not named', () => {
	expect(plain(signedAfter([level(50_000n, null), level(100_000n, null)]))).toBe(
		'Au-dessus de 500,00 €, la décision est ensuite signée, d’abord par un valideur, puis, au-dessus de 1 000,00 €, par un autre valideur.'
	);
	expect(plain(signedAfter([level(0n, 'Sophie Petit'), level(0n, null)]))).toBe(
		'La décision est ensuite signée, d’abord par Sophie Petit, puis par un autre valideur.'
	);
});

it('one who signs, or whoever may, or everything: each is said as it is', () => {
	expect(plain(signedAfter([level(50_000n, null)]))).toBe(
		'Au-dessus de 500,00 €, la décision est ensuite signée par un valideur.'
	);
	expect(plain(signedAfter([level(0n, 'Sophie Petit')]))).toBe(
		'La décision est ensuite signée par Sophie Petit.'
	);
	expect(signedAfter([])).toBeNull();
});

it('an explanation is asked for where somebody signs', () => {
	expect(whySigned(TWO)).toContain('alors obligatoire');
	expect(whySigned([level(0n, null)])).toContain('donc obligatoire');
	expect(whySigned([])).toBeFalsy();
});

it('only whoever signs an answer of this amount is left', () => {
	expect(signersFor(TWO, 60_000n)).toEqual([TWO[0]]);
	expect(signersFor(TWO, 50_000n)).toEqual([]);
	expect(signersFor(TWO, null)).toEqual([]);
});
