import './print.css'

const MARGIN = 24
const TITLE = 34

/** What a canvas shows, on the card's own ground with a title above it, as a PNG. */
export async function chartPicture(chart: HTMLCanvasElement, title: string): Promise<Blob> {
  const scale = chart.width / Math.max(1, chart.clientWidth)
  const canvas = document.createElement('canvas')
  canvas.width = chart.width + 2 * MARGIN * scale
  canvas.height = chart.height + (2 * MARGIN + TITLE) * scale
  const brush = canvas.getContext('2d')
  if (brush === null) throw new Error('this browser paints no pictures')
  const style = getComputedStyle(document.documentElement)
  const font = style.getPropertyValue('--font-sans') || 'sans-serif'
  brush.fillStyle = style.getPropertyValue('--card')
  brush.fillRect(0, 0, canvas.width, canvas.height)
  brush.fillStyle = style.getPropertyValue('--ink')
  brush.font = `700 ${17 * scale}px ${font}`
  brush.fillText(title, MARGIN * scale, (MARGIN + 14) * scale)
  brush.drawImage(chart, MARGIN * scale, (MARGIN + TITLE) * scale)
  return await new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('the picture could not be made'))
      else resolve(blob)
    }, 'image/png')
  })
}

/** Opens the system's print dialog with this picture alone: a receipt printer has no room for a chart. */
export async function printPicture(picture: Blob, about: string): Promise<void> {
  for (const before of document.querySelectorAll('.print-alone')) before.remove()
  const image = new Image()
  image.className = 'print-alone'
  image.alt = about
  image.src = URL.createObjectURL(picture)
  await image.decode()
  const clear = (): void => {
    image.remove()
    URL.revokeObjectURL(image.src)
  }
  window.addEventListener('afterprint', clear, { once: true })
  document.body.append(image)
  window.print()
}
