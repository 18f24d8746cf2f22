import type { people as id } from '../id/people.ts'

export const people: Record<keyof typeof id, string> = {
  'role.cashier': 'Cashier',
  'role.supervisor': 'Supervisor',
  'role.owner': 'Owner',

  'first.title': 'Welcome. Who owns this shop?',
  'first.titleMode': 'The {mode} books are new. Who owns them?',
  'first.about': 'One name and one PIN, and you can sell.',
  'first.aboutMode': 'Each mode has books and people of its own. Sales in other modes stay as they are.',
  'first.owner': 'The owner can set up everything, and add cashiers or supervisors later.',
  'first.pin': 'The PIN guards the till while nobody is there, and records who did what.',
  'first.forgotten':
    "Forgot a PIN? The owner changes other people's in Settings. The owner's own is recovered on this computer: npm run recover-owner.",
  'first.forgottenDesktop':
    "Forgot a PIN? The owner changes other people's in Settings. The owner's own is recovered on this computer: close Gerai and open it with --recover-owner.",
  'first.name': 'Your name',
  'first.go': 'Start selling',
  'people.needName': 'Write the name first.',
  'first.language': 'Language',

  'pin.label': 'PIN',
  'pin.of': "{name}'s PIN",
  'pin.new': 'New PIN (4–8 digits)',
  'pin.again': 'Type it once more',
  'pin.old': 'Present PIN',
  'pin.typed': '{count, plural, =0 {no digits yet} one {# digit typed} other {# digits typed}}',
  'pin.digits': 'A PIN has 4 to 8 digits.',
  'pin.differs': 'The second one differs. Type it once more.',
  'pin.wait': 'Wait a moment.',
  'pin.lockedOut': 'Too many wrong PINs. Wait',
  'pin.lockedOutAbout': 'The sale is safe, and others can still sign in.',

  'who.search': 'Find a name',
  'who.nobody': 'Nobody is called “{query}”',
  'who.chooseFirst': 'Choose a name first.',

  'lock.locked': 'Locked',
  'lock.title': 'Who is at the till?',
  'lock.enter': 'Sign in',
  'lock.sale': 'Sale at the counter',

  'switch.button': '{name}: switch person or lock',
  'switch.who': 'Switch person',
  'switch.whoAbout': 'Now {name}. The sale on the screen stays as it is.',
  'switch.alone': 'There is nobody else in this shop yet. Add people in Settings, under People.',
  'switch.lock': 'Lock now',

  'pin.mustChange': 'This PIN worked once and cannot be used to sign in again. Change it now.',

  'ask.supervisor': 'This needs a supervisor',
  'ask.owner': 'This needs the owner',
  'ask.second': 'This needs a second person',
  'ask.about': 'It is allowed for this one step only, and recorded under both names.',
  'ask.secondAbout': 'Whoever recorded money does not accept it alone. It is allowed for this one step only.',
  'ask.secondWhat': 'Accepting recorded money',
  'ask.who': 'Who allows it?',
  'ask.go': 'Allow it',
  'ask.nobody': 'Nobody else can allow this yet. The owner can add people in Settings, under People.',

  'sale.largeDiscount': 'A discount of {percent}% is above the limit: paying needs a supervisor',
  'right.supervisor': 'needs a supervisor',
  'right.owner': 'needs the owner',
}
