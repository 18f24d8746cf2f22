import { setupI18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { useSyncExternalStore } from 'react'
import type { Language } from '../../core/domain/refusals.ts'

export type Values = Readonly<Record<string, string | number>>
export type Translate<Key extends string> = (key: Key, values?: Values) => string

export interface Words<Key extends string> {
  readonly t: Translate<Key>
  /** The same, and the component is drawn again when the language changes. */
  readonly useT: () => Translate<Key>
  readonly setLanguage: (language: Language) => void
}

/**
 * The sentences of one page in both languages, ICU MessageFormat. Keys are typed from the Indonesian catalog, and the
 * English one is typed by its keys, so a missing sentence does not compile.
 */
export function createWords<Key extends string>(
  catalogs: Readonly<Record<Language, Readonly<Record<Key, string>>>>,
): Words<Key> {
  const i18n = setupI18n()
  i18n.setMessagesCompiler(compileMessage)
  i18n.load({ id: catalogs.id, en: catalogs.en })

  // a new function per language, so that React sees a change
  const translators: Readonly<Record<Language, Translate<Key>>> = {
    id: (key, values) => i18n._(key, values),
    en: (key, values) => i18n._(key, values),
  }
  let current: Language = 'id'
  const listeners = new Set<() => void>()
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  const setLanguage = (language: Language) => {
    if (i18n.locale === language) return
    current = language
    i18n.activate(language)
    document.documentElement.lang = language
    for (const listener of listeners) listener()
  }
  i18n.activate(current)
  return {
    t: (key, values) => i18n._(key, values),
    useT: () => translators[useSyncExternalStore(subscribe, () => current)],
    setLanguage,
  }
}
