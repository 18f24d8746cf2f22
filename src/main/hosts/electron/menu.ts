import { Menu } from 'electron'

/**
 * No menu: its shortcuts would collide with the cashier's keys. On macOS there has to be one, or copying and pasting
 * does not work.
 */
export function setMenu(platform: NodeJS.Platform): void {
  const menu =
    platform === 'darwin' ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }]) : null
  Menu.setApplicationMenu(menu)
}
