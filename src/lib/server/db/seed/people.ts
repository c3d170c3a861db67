import type { Creditor } from './creditor';

type People = Pick<Creditor, 'people' | 'colleagues' | 'firstNames' | 'lastNames'>;

export const FRENCH_PEOPLE: People = {
	people: {
		collector: { name: 'Claire Morel', email: 'claire.morel@gantier.example', team: 'accounting' },
		resolver: { name: 'Karim Benali', email: 'karim.benali@gantier.example', team: 'logistics' },
		approver: { name: 'Sophie Petit', email: 'sophie.petit@gantier.example', team: 'accounting' },
		executive: { name: 'Marc Delattre', email: 'marc.delattre@gantier.example', team: '' },
		admin: { name: 'Nadia Rousseau', email: 'nadia.rousseau@gantier.example', team: '' }
	},
	colleagues: {
		sales: { name: 'Thomas Girard', email: 'thomas.girard@gantier.example' },
		quality: { name: 'Lucie Bernard', email: 'lucie.bernard@gantier.example' },
		billing: { name: 'Hélène Faure', email: 'helene.faure@gantier.example' }
	},
	firstNames: [
		'Anne',
		'Antoine',
		'Béatrice',
		'Camille',
		'Cécile',
		'Damien',
		'Élodie',
		'Fabrice',
		'Florence',
		'Gilles',
		'Inès',
		'Isabelle',
		'Jérôme',
		'Laurence',
		'Mathieu',
		'Mireille',
		'Nicolas',
		'Patrick',
		'Sandrine',
		'Yannick'
	],
	lastNames: [
		'Arnaud',
		'Barbier',
		'Besson',
		'Carlier',
		'Chevalier',
		'Colin',
		'Dumas',
		'Fontaine',
		'Gauthier',
		'Guérin',
		'Hubert',
		'Jacquet',
		'Lambert',
		'Marchand',
		'Meunier',
		'Noël',
		'Picard',
		'Renaud',
		'Schmitt',
		'Vallet'
	]
};

export const BRITISH_PEOPLE: People = {
	people: {
		collector: { name: 'Emma Clarke', email: 'emma.clarke@norwood.example', team: 'accounting' },
		resolver: { name: 'David Hughes', email: 'david.hughes@norwood.example', team: 'logistics' },
		approver: { name: 'Helen Shaw', email: 'helen.shaw@norwood.example', team: 'accounting' },
		executive: { name: 'Oliver Grant', email: 'oliver.grant@norwood.example', team: '' },
		admin: { name: 'Priya Nair', email: 'priya.nair@norwood.example', team: '' }
	},
	colleagues: {
		sales: { name: 'James Whitfield', email: 'james.whitfield@norwood.example' },
		quality: { name: 'Ruth Ellison', email: 'ruth.ellison@norwood.example' },
		billing: { name: 'Amy Foster', email: 'amy.foster@norwood.example' }
	},
	firstNames: [
		'Alice',
		'Andrew',
		'Charlotte',
		'Daniel',
		'Fiona',
		'George',
		'Hannah',
		'Ian',
		'Laura',
		'Martin',
		'Nicola',
		'Peter',
		'Rachel',
		'Simon',
		'Tessa'
	],
	lastNames: [
		'Abbott',
		'Barker',
		'Cole',
		'Dixon',
		'Ellis',
		'Fletcher',
		'Harding',
		'Lawson',
		'Marsh',
		'Newton',
		'Parry',
		'Reid',
		'Sutton',
		'Walsh',
		'Young'
	]
};
