/** The app's own windows, displays and updates. */
export const desktop = {
  'settings.desktop': 'Displays and app',

  'desktop.customer': 'Customer’s screen',
  'desktop.customerAbout':
    'Chosen once, it is remembered. When the display is unplugged the customer’s screen closes, and it comes back when it is plugged in.',
  'desktop.where': 'Show it on',
  'desktop.auto': 'By itself: the second display',
  'desktop.off': 'Not used',
  'desktop.display': '{name} ({width} × {height})',
  'desktop.unnamed': 'Display {number}',
  'desktop.away': '{name} (not connected)',
  'desktop.shown': 'It is on {name} now.',
  'desktop.notShown': 'It is nowhere now: its display is not connected.',
  'desktop.oneDisplay': 'This machine has one display so far. Connect a second one, then choose it here.',
  'desktop.kiosk': 'Kiosk mode',
  'desktop.kioskAbout': 'The cashier fills the display and cannot be moved. It is switched off here again.',
  'desktop.noKeyStore':
    'This system has no key store, so the payment service’s key is kept in a file only its owner can read. On Linux: install GNOME Keyring or KWallet, then save the key again.',
  'desktop.logs': 'Open the folder of logs',
  'desktop.update': 'Updates',
  'desktop.version': 'Installed version: {version}',
  'desktop.check': 'Look for updates',
  'desktop.offPackageManager': 'The system’s package manager brings updates.',
  'desktop.offNoFeed': 'This installation does not update itself. Install a new version by hand.',
  'desktop.none': 'There is no newer version.',
  'desktop.notChecked': 'Looked for by itself every six hours.',
  'desktop.checking': 'Looking…',
  'desktop.downloading': 'Downloading version {version}: {percent}%',
  'desktop.ready': 'Version {version} is ready.',
  'desktop.waitsPayment': 'It waits for a payment under way.',
  'desktop.waitsOrder': 'It waits for the order on the counter.',
  'desktop.failed': 'It could not be looked for or downloaded: {detail}',
  'desktop.install': 'Install and start again',
  'desktop.news': 'What is new',
  'desktop.rollback':
    'The books are copied before a new version changes them. If the new version gives trouble: note the newest sales, close Gerai, install version {version} again, then restore the backup from before the update. Sales after that backup are not in it; their payments are compared with the payment service again.',
} as const
