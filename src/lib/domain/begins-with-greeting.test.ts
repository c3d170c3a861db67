import { expect, test } from 'vitest';
import { beginsWithGreeting } from './begins-with-greeting';

test.each([
	'Bonjour,\n\nVoici le bon.',
	'Bonjour Ana Petit,\nVoici le bon.',
	'  Bonjour\u00a0!',
	'Chère Madame Petit,\n\nVoici.',
	'Madame, Monsieur,\n\nVoici le bon.',
	'Monsieur,\nVoici le bon.',
	'Madame, voici le bon.',
	'Madame PETIT\u00a0:\nVoici le bon.',
	'Monsieur et Madame de Roy,\nVoici le bon.',
	'Madame la directrice,\nVoici le bon.',
	'Madame Anne-Marie d’Albret\nVoici le bon.',
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
	'Madame Petit a confirmé.\nVoici le bon.',
	'Monsieur Roy a signé.',
	'Monsieur Roy signe\nle bon demain.',
	'Madame Petit nous dit\u00a0: le bon est signé.',
	'Monsieur Roy, notre acheteur, a signé.',
	'Madame la directrice a signé.',
	'Messieurs Roy et Petit ont signé\u00a0!',
	'Hier est arrivé le bon.',
	'Highly unlikely, but possible.',
	'Liebe auf den ersten Blick war das nicht.'
])('does not: %s', (text) => expect(beginsWithGreeting(text)).toBe(false));
