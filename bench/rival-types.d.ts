/** What the measurements use of two packages that come without types. */
declare module 'pouchdb-core' {
  interface Stored {
    readonly _id: string
  }
  export default class PouchDB {
    constructor(name: string, options: { readonly adapter: string })
    static plugin(adapter: unknown): void
    put(document: Stored): Promise<unknown>
    bulkDocs(documents: readonly Stored[]): Promise<unknown>
    allDocs(): Promise<{ readonly rows: readonly { readonly id: string }[] }>
    close(): Promise<void>
  }
}
declare module 'pouchdb-adapter-leveldb' {
  const adapter: unknown
  export default adapter
}
declare module 'sql.js' {
  export interface SqlJsDatabase {
    run(sql: string, values?: readonly (string | number | null)[]): void
    exec(sql: string): readonly { readonly values: readonly (readonly (string | number | null)[])[] }[]
    export(): Uint8Array
    close(): void
  }
  export default function initSqlJs(): Promise<{
    readonly Database: new (bytes?: Uint8Array) => SqlJsDatabase
  }>
}
