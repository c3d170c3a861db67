import { expect, it } from 'vitest';
import { isReplacedBy, throughAnother } from './links-of-account';

const [FIRST, SECOND, THIRD] = ['A', 'B', 'C'].map((letter) => `/p/${letter.repeat(43)}`);
const copy = (path: string, mark = 'mine') => ({
	...{ url: new URL(path, 'https://x.example'), mark },
	keptAt: 1
});

it.each([
	['another page of another link to this account', copy(`${FIRST}/message`), false],
	['the same page through another link', copy(`${FIRST}/pay`), true],
	['its own pages', copy(`${SECOND}/message`), false],
	['a page of somebody else', copy(`${THIRD}/message`, 'theirs'), true],
	['a page that does not say whose it is', copy(`${THIRD}/message`, ''), true]
])('opened through a newer link, it replaces %s: %s', (_, kept, isReplaced) =>
	expect(isReplacedBy(copy(`${SECOND}/pay`), kept)).toBe(isReplaced)
);

it('each link keeps its list of what waits, which says whose it is', () =>
	expect(isReplacedBy(copy(`${SECOND}/outbox`), copy(`${FIRST}/outbox`))).toBe(false));

it('without a network an older link leads to the page that the newer one kept', () => {
	const kept = [copy(`${THIRD}/pay`, 'theirs'), copy(`${SECOND}/pay?invoice=a`)];
	expect(throughAnother(copy(`${FIRST}/pay?invoice=a&refill=k`), kept)).toBe(
		`https://x.example${SECOND}/pay?invoice=a&refill=k`
	);
	expect(throughAnother(copy(`${FIRST}/pay`), kept)).toBeNull();
});

it('never to a page of somebody else, nor of nobody known', () => {
	expect(throughAnother(copy(`${FIRST}/pay`), [copy(`${SECOND}/pay`, 'theirs')])).toBeNull();
	expect(throughAnother(copy(`${FIRST}/pay`, ''), [copy(`${SECOND}/pay`, '')])).toBeNull();
});
