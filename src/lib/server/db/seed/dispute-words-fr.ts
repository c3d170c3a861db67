import type { ReasonWords } from './dispute-words';

/** What is written without its spaces is set with them here: no-break space before : ; ? ! and inside « ». */
const typeset = <T>(words: T): T =>
	JSON.parse(
		JSON.stringify(words)
			.replace(/ ([;?!»])/g, '\u00a0$1')
			.replace(/(?<=\p{L}) :/gu, '\u00a0:')
			.replace(/« /g, '«\u00a0')
	) as T;

const PRICE: ReasonWords = {
	explanations: [
		'Le devis {doc} indique un prix plus bas pour cette référence. Merci de refaire la facture au prix convenu.',
		'Le tarif négocié en janvier n’est pas appliqué sur la première ligne.',
		'Notre bon de commande mentionne un autre prix unitaire, accepté par votre commercial.'
	],
	question: 'Le client indique un prix négocié plus bas. Pouvez-vous confirmer le tarif accordé ?',
	answers: {
		valid:
			'Le devis {doc} est bien de nous, le tarif n’a pas été repris à la commande. Le client a raison.',
		partly_valid:
			'Le tarif négocié valait pour la première ligne seulement. La seconde est au bon prix.',
		invalid: 'L’accord tarifaire a pris fin avant cette commande. Le prix facturé est le bon.'
	},
	decisions: {
		valid:
			'Vous avez raison : le prix du devis {doc} n’a pas été repris. Un avoir couvre la différence.',
		partly_valid:
			'Le tarif négocié s’applique à la première ligne ; la seconde reste au tarif en vigueur.',
		invalid:
			'L’accord tarifaire a pris fin avant la date de commande. Le prix facturé est celui du tarif en vigueur.'
	},
	note: 'Deuxième écart de prix ce trimestre chez ce client : la fiche tarif n’est pas à jour.',
	asked: 'Pouvez-vous nous envoyer le devis ou le bon de commande qui mentionne ce prix ?',
	reply: 'Voici le devis signé, le prix est en bas de la première page.'
};

const DISCOUNT: ReasonWords = {
	explanations: [
		'La remise de fin d’année de 5 % n’apparaît pas sur la facture.',
		'Il manque la remise pour quantité annoncée par votre commercial.'
	],
	question: 'Une remise a-t-elle été promise sur cette commande ?',
	answers: {
		valid: 'Oui, 5 % de remise promis par écrit. Elle a été oubliée à la facturation.',
		partly_valid: 'La remise vaut pour les articles du catalogue, pas pour la livraison express.',
		invalid: 'La remise demande 50 unités par commande, il y en avait moins.'
	},
	decisions: {
		valid: 'La remise promise a été oubliée. Un avoir vous est adressé.',
		partly_valid:
			'La remise s’applique aux articles du catalogue, pas au transport. Un avoir partiel vous est adressé.',
		invalid: 'La remise s’applique à partir de 50 unités par commande, ce qui n’est pas le cas ici.'
	},
	note: 'Remise vue avec Thomas : à paramétrer sur la fiche client.',
	asked: 'Sur quel document la remise est-elle indiquée ?',
	reply: 'Dans le courriel de votre commercial, copie jointe.'
};

const SHORT: ReasonWords = {
	explanations: [
		'Nous avons reçu moins que la quantité facturée : il en manque {n}. Le bon de livraison signé le mentionne.',
		'Quantité manquante : {n}, signalée au chauffeur à la réception.',
		'La palette était incomplète (quantité manquante : {n}), voir la photo.'
	],
	question: 'Selon le client, il en manque {n}. Que dit le bon de livraison ?',
	answers: {
		valid: 'Réserves portées sur le bon de livraison. Ce qui manque ({n}) est resté au dépôt.',
		partly_valid: 'La moitié du manquant est reparti par la tournée suivante, bon signé à l’appui.',
		invalid: 'Bon de livraison signé sans réserve, poids conforme au départ.'
	},
	decisions: {
		valid: 'La quantité manquante ({n}) est confirmée. Un avoir couvre son montant.',
		partly_valid: 'Une partie du manquant vous a été livrée ensuite. L’avoir couvre le reste.',
		invalid:
			'Le bon de livraison est signé sans réserve et le poids au départ correspond à la commande complète.'
	},
	note: 'Voir avec le dépôt : troisième manquant sur cette tournée.',
	asked: 'Pouvez-vous nous envoyer une photo du bon de livraison signé ?',
	reply: 'Le voici, avec la mention du manquant à la main.'
};

const DELIVERY: ReasonWords = {
	explanations: [
		'La commande n’est jamais arrivée sur notre site, le quai était pourtant ouvert.',
		'Livraison reçue avec huit jours de retard, le chantier était terminé.',
		'Une partie seulement de la commande a été livrée, le reste est annoncé sans date.'
	],
	question: 'Où est passée cette livraison ? Le client ne l’a pas reçue.',
	answers: {
		valid: 'Le transporteur confirme la perte du colis, dossier ouvert chez lui.',
		partly_valid: 'Deux colis sur trois livrés. Le troisième est revenu au dépôt.',
		invalid: 'Livré et signé le jour prévu par le gardien du site, preuve jointe.'
	},
	decisions: {
		valid: 'Le transporteur confirme la perte. Cette livraison ne vous est pas facturée.',
		partly_valid: 'Le colis non livré est déduit. Les deux autres sont bien arrivés chez vous.',
		invalid: 'La livraison a été signée sur votre site le jour prévu. La preuve est jointe.'
	},
	note: 'Réclamation ouverte auprès du transporteur, réponse sous dix jours.',
	asked: 'À quelle adresse la livraison était-elle attendue ?',
	reply: 'Au quai B, comme pour les précédentes.'
};

const QUALITY: ReasonWords = {
	explanations: [
		'Palette couchée dans le camion : les cartons du bas sont écrasés, voir les photos.',
		'Le produit livré fuit, bidon percé sur le côté.',
		'L’étiquette ne correspond pas au contenu, nous ne pouvons pas utiliser le lot.'
	],
	question: 'Les photos montrent-elles un défaut de chez nous ou du transport ?',
	answers: {
		valid: 'Emballage insuffisant au départ, le défaut vient de chez nous.',
		partly_valid: 'Un carton sur deux est utilisable d’après les photos.',
		invalid: 'Le dommage est postérieur à la livraison : aucune réserve et emballage déjà ouvert.'
	},
	decisions: {
		valid:
			'Le défaut est confirmé. Un avoir couvre les articles concernés, inutile de les renvoyer.',
		partly_valid: 'Les articles utilisables restent facturés. L’avoir couvre les autres.',
		invalid:
			'Aucune réserve n’a été portée à la livraison et les photos montrent un emballage ouvert ensuite.'
	},
	note: 'Lot à bloquer en stock le temps du contrôle.',
	asked: 'Pouvez-vous nous indiquer le numéro de lot inscrit sur le carton ?',
	reply: 'Lot 24-117, voir la photo de l’étiquette.'
};

const ORDER: ReasonWords = {
	explanations: [
		'Notre numéro de bon de commande manque, notre comptabilité ne peut pas enregistrer la facture.',
		'La facture est adressée à notre ancien siège.'
	],
	question: 'Pouvez-vous refaire la facture avec la bonne référence ?',
	answers: {
		valid:
			'La référence existait bien dans la commande, elle n’a pas été reprise. Facture à refaire.',
		partly_valid: 'La référence manque sur une des deux commandes.',
		invalid: 'La référence figure en haut de la deuxième page.'
	},
	decisions: {
		valid: 'Une facture portant votre référence vous est adressée. L’échéance ne change pas.',
		partly_valid: 'La référence est ajoutée pour la commande concernée.',
		invalid: 'Votre référence figure en haut de la deuxième page de la facture.'
	},
	note: 'Référence obligatoire chez ce client : à noter sur sa fiche.',
	asked: 'Quel numéro de commande devons-nous faire figurer ?',
	reply: 'BC-24817, à inscrire sous l’adresse.'
};

const DUPLICATE: ReasonWords = {
	explanations: ['Cette facture reprend la livraison déjà facturée le mois dernier.'],
	question: 'Cette livraison a-t-elle été facturée deux fois ?',
	answers: {
		valid: 'Oui, double saisie à la reprise du bon de livraison.',
		partly_valid: 'Une seule des lignes est en double.',
		invalid: 'Ce sont deux livraisons différentes, à une semaine d’écart.'
	},
	decisions: {
		valid: 'La livraison a été facturée deux fois. Un avoir annule cette facture.',
		partly_valid: 'Une ligne était en double. Un avoir la couvre.',
		invalid: 'Les deux factures concernent deux livraisons, à une semaine d’écart.'
	},
	note: 'Double saisie : prévenir l’administration des ventes.',
	asked: 'Quel est le numéro de l’autre facture ?',
	reply: 'C’est celle du mois dernier, même bon de livraison.'
};

const OTHER: ReasonWords = {
	explanations: [
		'Les frais de reprise d’emballages ne sont pas prévus dans notre contrat.',
		'Nous avions annulé cette commande par téléphone avant l’expédition.'
	],
	question: 'Que prévoit le contrat sur ce point ?',
	answers: {
		valid: 'Rien au contrat : ces frais ne sont pas dus.',
		partly_valid: 'Le contrat prévoit la moitié de ces frais.',
		invalid: 'Article 6 du contrat : ces frais sont prévus.'
	},
	decisions: {
		valid: 'Ces frais ne sont pas prévus au contrat. Un avoir les annule.',
		partly_valid: 'Le contrat prévoit la moitié de ces frais. Un avoir couvre l’autre moitié.',
		invalid: 'Ces frais sont prévus à l’article 6 de votre contrat.'
	},
	note: 'Contrat relu avec la direction commerciale.',
	asked: 'Qui avez-vous eu au téléphone, et à quelle date ?',
	reply: 'Votre standard, le matin même de la commande.'
};

export const FRENCH_DISPUTE_WORDS: Record<string, ReasonWords> = typeset({
	price_unit: PRICE,
	price_discount: DISCOUNT,
	quantity_short: SHORT,
	delivery_incomplete: DELIVERY,
	goods_damaged: QUALITY,
	order_reference: ORDER,
	duplicate_invoice: DUPLICATE,
	other: OTHER
});
