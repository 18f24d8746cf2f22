import type { backups as indonesian } from '../id/backups.ts'

export const backups: Readonly<Record<keyof typeof indonesian, string>> = {
  'settings.backups': 'Backups',

  'backups.about':
    'Gerai backs the books up once a day, while selling goes on. Each backup is read from end to end before it is kept: 7 daily, 4 weekly, at most a fifth of the disk.',
  'backups.make': 'Back up now',
  'backups.made': 'The backup is made and checked',
  'backups.copying': 'Copying the books… {percent}%',
  'backups.checking': 'Reading the backup from end to end…',
  'backups.giveUp': 'Stop',
  'backups.none': 'No backup yet',
  'backups.noneAbout': 'The first one is made by itself, a minute after Gerai is opened.',
  'backups.newest': 'Newest',
  'backups.checked': 'Checked',
  'backups.why.daily': 'Daily',
  'backups.why.by_hand': 'Made by hand',
  'backups.why.update': 'Before an update',
  'backups.why.rescue': 'Rescue',
  'backups.restore': 'Restore',
  'backups.room': 'Backups take {used}. {free} left on the disk.',
  'backups.folder': 'Kept in this folder. Copy it to a memory stick too, in case the computer breaks:',
  'backups.aside': 'Books that were replaced',
  'backups.asideAbout':
    'Never deleted by themselves. When no longer needed, delete their folder in “set-aside”.',
  'backups.lastFailed': 'The last backup was not made:',
  'backups.closed': 'Only the owner sees and restores backups.',
  'backups.show': 'Show backups',

  'restore.title': 'Restore the backup of {when}?',
  'restore.what': 'The books go back to that time. Sales after it are no longer in them.',
  'restore.kept': 'The present books are not deleted, only set aside, and can be restored again.',
  'restore.unknown':
    'Payments that were unfinished then are looked up at the payment service first. Nothing is charged again by itself.',
  'restore.numbers': 'Sale numbers jump ahead, so that no number is on two receipts.',
  'restore.after':
    'Everybody then signs in again. Compare the money with the payment account and the drawer.',
  'restore.word': 'RESTORE',
  'restore.type': 'Type {word} to go on',
  'restore.go': 'Restore this backup',
  'restore.busy': 'Restoring… Do not switch the computer off.',
}
