/** Time, as the outside world tells it. UTC ISO 8601 text with milliseconds; waiting is part of it so that tests can run ahead. */
export interface Clock {
  now(): string
  /** Milliseconds since 1970, for differences. */
  epochMs(): number
  /** Calls back once after `ms`; the returned function takes it back. */
  after(ms: number, run: () => void): () => void
}

export interface Ids {
  /** A ULID: sorts by time, unique without coordination. */
  next(): string
  /** Bytes of chance as lower-case hex. */
  token(bytes: number): string
  /** SHA-256 as lower-case hex. */
  sha256(data: string | Uint8Array): string
}

/** A log line never holds a secret, a card number or a personal datum; the adapter redacts what it knows. */
export interface Log {
  info(event: string, facts?: Readonly<Record<string, unknown>>): void
  warn(event: string, facts?: Readonly<Record<string, unknown>>): void
  error(event: string, facts?: Readonly<Record<string, unknown>>): void
}

/** Where provider keys live: the system's key store, a file only its owner reads, or the environment. Never SQLite. */
export interface Secrets {
  read(name: string): Promise<string | null>
  /** Throws when the store does not open or cannot be written. */
  write(name: string, value: string): Promise<void>
  remove(name: string): Promise<void>
  /** Said in the settings, because the shop should know. */
  readonly kind: 'system_keyring' | 'file_0600' | 'environment' | 'memory'
}

/** Turns PINs into something that may be stored; slow on purpose. */
export interface PinVault {
  hash(pin: string): Promise<string>
  /** A null hash (nobody has that PIN) takes as long as any other and never fits. */
  verify(pin: string, hash: string | null): Promise<boolean>
}

/** Draws and reads QR symbols. */
export interface QrCodec {
  draw(text: string): QrMatrix
  /** What a phone would read from the drawn symbol; null when it cannot. */
  readMatrix(matrix: QrMatrix): Promise<string | null>
  /** What a phone would read from a PNG or JPEG picture; null when it cannot. */
  readImage(bytes: Uint8Array): Promise<string | null>
}

/** A QR symbol as modules, without quiet zone: `size * size` characters, row by row, `1` is dark. */
export interface QrMatrix {
  readonly size: number
  readonly modules: string
}
