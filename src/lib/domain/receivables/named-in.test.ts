import { expect, test } from 'vitest';
import { namedIn } from './named-in';

const notes = ['AV-1', 'AV-12', '7'].map((number) => ({ number }));
const of = (name: string) => namedIn(name, notes)?.number;

test('a file is named after a whole number, however its words are joined', () => {
	expect(of('LIT-2026-000007 AV-12.pdf')).toBe('AV-12');
	expect(of('av_1 signed.PDF')).toBe('AV-1');
	expect(of('AV 1.pdf')).toBe('AV-1');
	expect(of('avoir.pdf')).toBeUndefined();
	expect(of('xAV-12.pdf')).toBeUndefined();
	expect(of('AV-123.pdf')).toBeUndefined();
});

test('the number that says more is the one', () => {
	expect(of('7 AV-12.pdf')).toBe('AV-12');
	expect(namedIn('AV-1-2.pdf', [{ number: 'AV-1' }, { number: 'AV-1-2' }])?.number).toBe('AV-1-2');
});
