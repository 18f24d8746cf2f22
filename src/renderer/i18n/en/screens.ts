import type { screens as indonesian } from '../id/screens.ts'

export const screens: Readonly<Record<keyof typeof indonesian, string>> = {
  'settings.screens': 'Customer screens',
  'settings.help': 'Help',

  'screens.about':
    "A tablet or phone in the shop's network can be a customer screen. It only looks, and has nothing to press.",
  'screens.off':
    'Switched off. To use them, Gerai is started on this computer with “npm run serve -- --lan”.',
  'screens.address': 'Open this address on the device:',
  'screens.pair': 'Pair a screen',
  'screens.newCode': 'Make a new code',
  'screens.type': 'Type this code there, or scan the QR:',
  'screens.qr': 'QR for pairing one screen',
  'screens.left': 'Good for {seconds} more seconds, for one screen.',
  'screens.over': 'Its time is over. Make a new code.',
  'screens.none': 'No screen has been paired yet',
  'screens.noneAbout': 'Press “Pair a screen”, then open the address on the device.',
  'screens.seen': 'Last connected {when}',
  'screens.remove': 'Remove',
  'screens.removed': 'Screen {name} was removed',
  'screens.closed': 'Only the owner pairs and removes screens.',
  'screens.show': 'Show the screens',

  'help.about':
    'If something is wrong, save this file and send it to whoever helps. It holds what Gerai noted while it ran, and how this computer stands. No keys, PINs or card numbers. Gerai sends it nowhere by itself.',
  'help.save': 'Save the logs (zip)',
  'help.saved': '{name} was saved',
}
