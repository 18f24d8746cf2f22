import type { look as indonesian } from '../id/look.ts'

export const look: Readonly<Record<keyof typeof indonesian, string>> = {
  'look.title': "The shop's look",
  'look.accent': "The shop's colour",
  'look.accentHint':
    "The main buttons on the cashier's screen and the ground of the customer's. A QR always stands on white.",
  'look.nila': 'Indigo',
  'look.langit': 'Sky',
  'look.laut': 'Sea',
  'look.manggis': 'Plum',
  'look.rosela': 'Hibiscus',
  'look.arang': 'Charcoal',
  'look.slides': "Pictures on the customer's screen",
  'look.slidesAbout':
    'Shown in turn while nobody is served, at most {most}. Large photos are made smaller here first.',
  'look.none': "No pictures yet; the customer's screen shows the shop's name.",
  'look.add': 'Add a picture',
  'look.remove': 'Remove picture {place}',
  'look.up': 'Picture {place} earlier',
  'look.down': 'Picture {place} later',
  'look.place': 'Picture {place}',
  'look.logo': 'Logo in colour',
  'look.logoAbout':
    "On the customer's screen, above the shop's name. The logo for receipts is under Receipt.",
  'look.logoChoose': 'Choose a logo',
  'look.logoRemove': 'Remove the logo',
  'look.closed': 'Pictures can be seen and changed with the owner’s permission.',
  'look.show': 'Show the pictures',
  'look.added': 'The picture was added.',
  'look.removed': 'The picture was removed.',
  'look.facts': '{width} × {height}, {kilobytes} kB',
}
