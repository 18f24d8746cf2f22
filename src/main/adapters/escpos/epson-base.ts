import * as loaded from 'escpos-buffer/dist/profile/Epson.js'

/**
 * The library's Epson profile, which its index does not export. The file is CommonJS: Node hands out the whole module
 * as default, a bundler may hand out the class.
 */
type EpsonClass = typeof loaded.default
const found = loaded.default as unknown as EpsonClass | { readonly default: EpsonClass }

export const EpsonProfile: EpsonClass = 'default' in found ? found.default : found
