import { withDefaults, type PartialStep, type StepDefinition } from './scenario';

const step = (
	position: number,
	definition: PartialStep & { key: string }
): Omit<StepDefinition, 'id'> => withDefaults({ ...definition, position });

/** The scenario every new organisation starts with. */
export const DEFAULT_SCENARIO: readonly Omit<StepDefinition, 'id'>[] = [
	step(1, {
		key: 'preventive',
		name: {
			fr: 'Relance préventive',
			en: 'Preventive reminder',
			de: 'Hinweis vor Fälligkeit',
			es: 'Aviso previo al vencimiento'
		},
		phase: 'before_due',
		opensDays: 15,
		closesDays: 5,
		channel: 'email',
		tone: 'courtesy'
	}),
	step(2, {
		key: 'courtesy',
		name: {
			fr: 'Rappel courtois',
			en: 'Courtesy reminder',
			de: 'Freundliche Zahlungserinnerung',
			es: 'Recordatorio cortés'
		},
		phase: 'after_due',
		opensDays: 2,
		closesDays: 9,
		channel: 'email',
		tone: 'courtesy'
	}),
	step(3, {
		key: 'reminder',
		name: { fr: 'Relance', en: 'Reminder', de: 'Mahnung', es: 'Recordatorio' },
		phase: 'after_due',
		opensDays: 10,
		closesDays: 19,
		channel: 'email',
		tone: 'neutral'
	}),
	step(4, {
		key: 'call',
		name: { fr: 'Appel téléphonique', en: 'Phone call', de: 'Anruf', es: 'Llamada telefónica' },
		phase: 'after_due',
		opensDays: 20,
		closesDays: 29,
		channel: 'call',
		tone: 'firm'
	}),
	step(5, {
		key: 'formal_notice',
		name: {
			fr: 'Mise en demeure',
			en: 'Formal notice',
			de: 'Letzte Mahnung',
			es: 'Requerimiento de pago'
		},
		phase: 'after_due',
		opensDays: 30,
		closesDays: 44,
		channel: 'letter',
		tone: 'formal',
		automatic: false,
		requiresEarlierContact: true
	}),
	step(6, {
		key: 'legal',
		name: {
			fr: 'Transmission au contentieux',
			en: 'Hand-over to legal',
			de: 'Übergabe an die Rechtsabteilung',
			es: 'Traspaso a recobro jurídico'
		},
		phase: 'after_due',
		opensDays: 45,
		closesDays: 90,
		channel: 'call',
		tone: 'formal',
		automatic: false,
		requiresEarlierContact: true,
		legal: true
	})
];
