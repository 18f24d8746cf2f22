import type { Language } from '../../../core/domain/language.ts'
import { Menu, type MenuItemConstructorOptions } from 'electron'
import { hostWords, type HostWord } from './host-words.ts'

export interface MenuActions {
  /** Presses one of the cashier's keys for whoever came by the menu. */
  press(key: string): void
  reload(): void
  /** Takes the whole display or gives it back; in kiosk mode neither. */
  toggleFullScreen(): void
  openLogs(): void
  saveLogs(): void
  quit(): void
}

/** The page's own keys. They are named and not registered: a menu that took F1 would take it from the page. */
const PAGE_KEYS: readonly (readonly [key: string, word: HostWord])[] = [
  ['F1', 'qris'],
  ['F2', 'cash'],
  ['F3', 'card'],
  ['F4', 'split'],
  ['F5', 'check'],
  ['F6', 'printCode'],
  ['F7', 'newCode'],
  ['F8', 'park'],
  ['F9', 'amount'],
  ['F10', 'reprint'],
]

/** macOS puts the app's own menu first. Hiding has its key there; leaving has none. */
const appMenu = (words: ReturnType<typeof hostWords>, { quit }: MenuActions): MenuItemConstructorOptions => ({
  label: 'Gerai',
  submenu: [
    { role: 'about', label: words.about },
    { type: 'separator' },
    { role: 'hide', label: words.hide },
    { role: 'hideOthers', label: words.hideOthers },
    { role: 'unhide', label: words.unhide },
    { type: 'separator' },
    { label: words.quit, click: quit },
  ],
})

/** The application menu, in the shop's language. Windows and Linux show it when Alt is pressed. */
export function setMenu(platform: NodeJS.Platform, language: Language, actions: MenuActions): void {
  const words = hostWords(language)
  const isMac = platform === 'darwin'
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [appMenu(words, actions)] : []),
    {
      label: words.sale,
      submenu: [
        ...PAGE_KEYS.map(([key, word]) => ({
          label: `${words[word]} (${key})`,
          click: () => {
            actions.press(key)
          },
        })),
        // without a key of its own: a till is not left by accident
        ...(isMac ? [] : [{ type: 'separator' as const }, { label: words.quit, click: actions.quit }]),
      ],
    },
    {
      label: words.edit,
      // no undo: its key is the page's, which takes the cart's last line back
      submenu: [
        { role: 'cut', label: words.cut },
        { role: 'copy', label: words.copy },
        { role: 'paste', label: words.paste },
        { role: 'selectAll', label: words.selectAll },
      ],
    },
    {
      label: words.view,
      submenu: [
        { label: words.reload, accelerator: 'CmdOrCtrl+R', click: actions.reload },
        { type: 'separator' },
        { role: 'zoomIn', label: words.larger },
        { role: 'zoomOut', label: words.smaller },
        { role: 'resetZoom', label: words.actualSize },
        // not Electron's own item, whose key would lead out of kiosk mode
        {
          label: words.fullScreen,
          accelerator: isMac ? 'Ctrl+Cmd+F' : 'F11',
          click: actions.toggleFullScreen,
        },
      ],
    },
    {
      label: words.help,
      submenu: [
        { label: words.saveLogs, click: actions.saveLogs },
        { label: words.openLogs, click: actions.openLogs },
      ],
    },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
