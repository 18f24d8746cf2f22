import type { Language } from '../../core/domain/language.ts'
import { setupI18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { useSyncExternalStore } from 'react'

export type Values = Readonly<Record<string, string | number>>
export type Translate<Key extends string> = (key: Key, values?: Values) => string

export interface Words<Key extends string> {
  readonly t: Translate<Key>
  /** The same, and the component is drawn again when the language changes. */
  readonly useT: () => Translate<Key>
  readonly useLanguage: () => Language
  readonly setLanguage: (language: Language) => void
  /** The same words and more: sentences of pages that are fetched when they are asked for. */
  readonly with: <More extends string>(catalogs: Catalogs<More>) => Pick<Words<Key | More>, 't' | 'useT'>
}

type Catalogs<Key extends string> = Readonly<Record<Language, Readonly<Record<Key, string>>>>

/**
 * The sentences of one page in both languages, ICU MessageFormat. Keys are typed from the Indonesian catalog, and the
 * English one is typed by its keys, so a missing sentence does not compile.
 */
export function createWords<Key extends string>(catalogs: Catalogs<Key>): Words<Key> {
  const i18n = setupI18n()
  i18n.setMessagesCompiler(compileMessage)
  i18n.load({ id: catalogs.id, en: catalogs.en })

  // a new function per language, so that React sees a change
  const translators: Readonly<Record<Language, Translate<string>>> = {
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
  const useLanguage = () => useSyncExternalStore(subscribe, () => current)
  return {
    t: (key, values) => i18n._(key, values),
    useT: () => translators[useLanguage()],
    useLanguage,
    setLanguage,
    with: (more) => {
      i18n.load({ id: more.id, en: more.en })
      return { t: (key, values) => i18n._(key, values), useT: () => translators[useLanguage()] }
    },
  }
}
