import type { ShopPicture, SlideReader, SlideWriter } from '../../../../core/ports/slide-books.ts'
import type { PictureKind } from '../../../../core/domain/slides.ts'
import type { Handle } from '../open.ts'

interface BytesSqlRow {
  kind: PictureKind
  bytes: Buffer
}

/** Pictures of the shop for the customer's screen. Lists leave the bytes where they are. */
export function slideQueries(handle: Handle): SlideReader & SlideWriter {
  const ofRole = handle.prepare<[string], ShopPicture>(
    'SELECT role, id, kind, width, height, size FROM shop_pictures WHERE role = ? ORDER BY place, added_at, id',
  )
  const bytesOf = handle.prepare<[string], BytesSqlRow>(
    'SELECT kind, bytes FROM shop_pictures WHERE id = ? LIMIT 1',
  )
  const add = handle.prepare(
    `INSERT INTO shop_pictures (role, id, place, kind, width, height, size, bytes, added_at)
     VALUES (@role, @id, (SELECT coalesce(max(place), -1) + 1 FROM shop_pictures WHERE role = @role),
             @kind, @width, @height, @size, @bytes, @at)`,
  )
  const remove = handle.prepare('DELETE FROM shop_pictures WHERE role = ? AND id = ?')
  const place = handle.prepare("UPDATE shop_pictures SET place = ? WHERE role = 'slide' AND id = ?")
  return {
    shopPictures: (role) => ofRole.all(role),
    shopPictureBytes: (id) => {
      const row = bytesOf.get(id)
      return row === undefined ? null : { kind: row.kind, bytes: new Uint8Array(row.bytes) }
    },
    addShopPicture: (picture, bytes, at) => {
      add.run({ ...picture, bytes: Buffer.from(bytes), at })
    },
    removeShopPicture: (role, id) => {
      remove.run(role, id)
    },
    placeShopPicture: (id, at) => {
      place.run(at, id)
    },
  }
}
