export { drawerPulse, encodeLayout } from './encode.ts'
export { loadProfile, type PrinterProfile, type ProfileRefusal } from './profile.ts'
export { findProfile, GENERIC_58, GENERIC_80, PRINTER_PROFILES } from './profiles.ts'
