import { expect, test } from 'vitest';
import { beginsWithGreeting } from './begins-with-greeting';

test.each([
	'Bonjour,\n\nVoici le bon.',
	'Bonjour Ana Petit,\nVoici le bon.',
	'  Bonjour\u00a0!',
	'Chère Madame Petit,\n\nVoici.',
	'Hello',
	'Hi Ana, here it is.',
	'Dear Ms Petit:\n\nHere it is.',
	'Guten Tag Frau Petit,\n\nhier ist er.',
	'Sehr geehrte Damen und Herren,\n\nhier ist er.',
	'Hola, Ana:\n\nAquí está.',
	'Estimada Ana:\nAquí está.'
])('greets: %s', (text) => expect(beginsWithGreeting(text)).toBe(true));

test.each([
	'',
	'Voici le bon.\nBonjour,',
	'Madame Petit nous a bien envoyé le bon de livraison.',
	'Hier est arrivé le bon.',
	'Highly unlikely, but possible.',
	'Liebe auf den ersten Blick war das nicht.'
])('does not: %s', (text) => expect(beginsWithGreeting(text)).toBe(false));
